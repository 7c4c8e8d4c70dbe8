import type { Person } from '../app/person';

export type PresenceStatus = 'online' | 'away' | 'busy' | 'offline';

/** A user's presence: over all of their devices. */
export interface Presence {
  readonly userId: string;
  readonly isOnline: boolean;
  readonly status: PresenceStatus;
  readonly message?: string | null;
  readonly messageExpiresAt?: string | null;
  readonly lastSeenAt?: string | null;
  /** Of two the greater one is the newer, whichever way they came. */
  readonly version: number;
  readonly user: Person;
}

const WORDS: Record<PresenceStatus, string> = { online: 'Online', away: 'Away', busy: 'Busy', offline: 'Offline' };
const AGO = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const MINUTE = 60_000;

/** Says in words how somebody is, and what they say of themselves. */
export function presenceWords(presence: Presence | undefined, now = Date.now()): string {
  if (presence === undefined) {
    return WORDS.offline;
  }
  const { status, lastSeenAt } = presence;
  const how = status === 'offline' && lastSeenAt ? `Last seen ${ago(Date.parse(lastSeenAt), now)}` : WORDS[status];
  return [how, messageOf(presence, now)].filter(Boolean).join(' · ');
}

/** What somebody says of themselves, unless its time is over. */
export function messageOf({ message, messageExpiresAt }: Presence, now = Date.now()): string | undefined {
  return message && !(messageExpiresAt && Date.parse(messageExpiresAt) <= now) ? message : undefined;
}

function ago(time: number, now: number): string {
  const minutes = Math.max(0, Math.round((now - time) / MINUTE));
  if (minutes < 1) {
    return 'just now';
  }
  if (minutes < 60) {
    return AGO.format(-minutes, 'minute');
  }
  const hours = Math.round(minutes / 60);
  return hours < 24 ? AGO.format(-hours, 'hour') : AGO.format(-Math.round(hours / 24), 'day');
}
