import type { Page, RestClient } from '@tidings/client';

/** A stored notification of the signed-in user. */
export interface Notification {
  readonly id: string;
  readonly type: string;
  readonly priority: 'low' | 'normal' | 'high' | 'urgent';
  readonly title: string;
  readonly body?: string | null;
  readonly link?: string | null;
  readonly actions?: readonly { readonly label: string; readonly url: string }[];
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly createdAt: string;
  readonly readAt?: string | null;
  readonly snoozedUntil?: string | null;
  /** How many it stands for. */
  readonly count?: number;
  /** The one that it took the place of. */
  readonly replaces?: string | null;
  /** Its number among those to the whole workspace or a role. */
  readonly broadcast?: number | null;
}

export interface UnreadCount {
  readonly count: number;
  /** The newest broadcast that is counted. */
  readonly broadcastsThrough?: number;
}

/** Which notifications are shown. */
export type Shelf = 'all' | 'unread' | 'important' | 'snoozed' | 'archived';

export type State = 'unread' | 'read' | 'archived' | 'snoozed';

/** Why a notification did or did not come, channel by channel. */
export interface Explanation {
  readonly channels: readonly {
    readonly channel: string;
    readonly summary: string;
    readonly decisions: readonly { readonly at: string; readonly verdict: string; readonly why: string }[];
  }[];
}

const LISTS: Readonly<Record<Shelf, string>> = {
  all: '',
  unread: '?unread=true',
  important: '?priority=high&priority=urgent',
  snoozed: '?state=snoozed',
  archived: '?state=archived',
};

const PAGE = 30;

/** What the console asks of the user's notifications. */
export class NotificationApi {
  readonly #rest: RestClient;

  constructor(rest: RestClient) {
    this.#rest = rest;
  }

  /** A page may be empty because so many were looked at that don't fit: then the next one is asked for. */
  async list(shelf: Shelf, cursor?: string): Promise<Page<Notification>> {
    const first = await this.#page(shelf, cursor);
    let page = first;
    while (page.items.length === 0 && page.nextCursor) {
      page = await this.#page(shelf, page.nextCursor);
    }
    return { ...first, items: page.items, nextCursor: page.nextCursor ?? null };
  }

  #page(shelf: Shelf, cursor?: string): Promise<Page<Notification>> {
    return this.#rest.get(`/api/notifications${LISTS[shelf]}`, { limit: PAGE, cursor });
  }

  unreadCount(): Promise<UnreadCount> {
    return this.#rest.get('/api/notifications/unread-count');
  }

  change(id: string, state: State, until?: Date): Promise<void> {
    return this.#rest.patch(one(id), { state, until: until?.toISOString() });
  }

  delete(id: string): Promise<void> {
    return this.#rest.delete(one(id));
  }

  markAllRead(): Promise<void> {
    return this.#rest.post('/api/notifications/mark-all-read');
  }

  explain(id: string): Promise<Explanation> {
    return this.#rest.get(`${one(id)}/explain`);
  }
}

function one(id: string): string {
  return `/api/notifications/${encodeURIComponent(id)}`;
}
