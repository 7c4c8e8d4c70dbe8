import type { Channel } from './channels';

export type Digest = 'off' | 'hourly' | 'daily' | 'weekly';

/** What is wanted of a channel. */
export interface Choice {
  readonly enabled: boolean;
  readonly digest: Digest;
}

export type Choices = Readonly<Partial<Record<Channel, Choice>>>;

/** How the user wants to be notified. */
export interface Preferences {
  readonly zone: string;
  readonly language?: string | null;
  readonly mute: { readonly until: string | null } | null;
  readonly quietHours: {
    readonly from: string;
    readonly to: string;
    readonly days: readonly string[];
    readonly urgentPasses: boolean;
  } | null;
  readonly digest: { readonly at: string; readonly day: string };
  readonly channels: Choices;
  readonly types: Readonly<Record<string, Choices>>;
}

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** What notifications are of, with the words for it; more are shown if the user has a choice for them. */
export const TYPES: Readonly<Record<string, string>> = {
  chat_mention: 'Mentions',
  chat_message: 'Direct messages',
  chat_invitation: 'Invitations',
  task_assigned: 'Tasks: assigned',
  task_due: 'Tasks: due',
  task_completed: 'Tasks: completed',
  project_update: 'Projects: updates',
  project_milestone: 'Projects: milestones',
  lead_activity: 'Leads',
  approval_request: 'Approvals',
  system_alert: 'System alerts',
  crisis_alert: 'Crisis alerts',
  sla_escalation: 'Escalations',
  inventory_alert: 'Inventory',
  booking: 'Bookings',
  tour: 'Tours',
  payment: 'Payments',
  promotion: 'Promotions',
  campaign: 'Campaigns',
  post_published: 'Posts: published',
  post_failed: 'Posts: failed',
  review: 'Reviews',
};

/** A choice as one word of a list. */
export type Wish = 'usual' | 'off' | 'now' | 'hourly' | 'daily' | 'weekly';

export function wishOf(choice: Choice | undefined): Wish {
  if (choice === undefined) {
    return 'usual';
  }
  return choice.enabled ? (choice.digest === 'off' ? 'now' : choice.digest) : 'off';
}

/** The choice of a word; nothing for what is usual. */
export function choiceOf(wish: Wish): Choice | undefined {
  switch (wish) {
    case 'usual':
      return undefined;
    case 'off':
      return { enabled: false, digest: 'off' };
    case 'now':
      return { enabled: true, digest: 'off' };
    default:
      return { enabled: true, digest: wish };
  }
}

/** The preferences with another choice for a type, or for all others if none is named. */
export function withChoice(
  preferences: Preferences,
  type: string | undefined,
  channel: Channel,
  choice: Choice | undefined,
): Preferences {
  const changed = (choices: Choices): Choices => {
    const { [channel]: _former, ...others } = choices;
    return choice === undefined ? others : { ...others, [channel]: choice };
  };
  if (type === undefined) {
    return { ...preferences, channels: changed(preferences.channels) };
  }
  const { [type]: own = {}, ...others } = preferences.types;
  const next = changed(own);
  return { ...preferences, types: Object.keys(next).length === 0 ? others : { ...others, [type]: next } };
}
