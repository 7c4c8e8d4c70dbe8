import type { Page, RestClient, TidingsClient } from '@tidings/client';
import { CatchUp } from '../app/catch-up';
import { reloadOn } from '../app/reload';
import type { Notices } from '../app/notices';
import { Store } from '../app/store';

/** A stored notification of the signed-in user. */
export interface Notification {
  readonly id: string;
  readonly type: string;
  readonly priority: 'low' | 'normal' | 'high' | 'urgent';
  readonly title: string;
  readonly body?: string | null;
  readonly link?: string | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly createdAt: string;
  readonly readAt?: string | null;
}

/** Some were read, or all up to one. Ids grow with time. */
type ReadEvent = { readonly ids: readonly string[] } | { readonly all: true; readonly upTo: string };

interface State {
  /** Newest first. */
  readonly items: readonly Notification[];
  readonly unread: number;
  /** Leads to older notifications. */
  readonly older: string | undefined;
  readonly loaded: boolean;
  readonly failure: unknown;
}

const PAGE = 30;

/** The user's notifications and how many are unread: the same on all of their devices. */
export class NotificationStore extends Store<State> {
  readonly #rest: RestClient;
  readonly #client: TidingsClient;
  readonly #channel: string;
  readonly #notices: Notices;
  readonly #catchUp = new CatchUp();

  constructor(rest: RestClient, client: TidingsClient, notices: Notices, userId: string) {
    super({ items: [], unread: 0, older: undefined, loaded: false, failure: undefined });
    this.#rest = rest;
    this.#client = client;
    this.#channel = `user:${userId}`;
    this.#notices = notices;
    const on = <T>(type: string, apply: (data: T, at?: string) => void) =>
      client.on<T>(type, (data, frame) => this.#catchUp.event(() => apply(data, frame.timestamp)));
    on<Notification>('NOTIFICATION', (notification) => this.#received(notification));
    on<{ count: number }>('UNREAD_COUNT', ({ count }) => this.update({ unread: count }));
    on<ReadEvent>('NOTIFICATIONS_READ', (read, at) => this.#read(read, at));
    reloadOn(client, (channel) => channel === this.#channel, () => this.load());
  }

  async load(): Promise<void> {
    try {
      await this.#catchUp.load(
        () =>
          Promise.all([
            this.#rest.get<Page<Notification>>('/api/notifications', { limit: PAGE }),
            this.#rest.get<{ count: number }>('/api/notifications/unread-count'),
          ]),
        ([{ items, nextCursor, position }, { count }]) => {
          this.#client.resumeFrom(this.#channel, position);
          this.update({ items, older: nextCursor ?? undefined, unread: count, loaded: true, failure: undefined });
        },
      );
    } catch (failure) {
      this.update({ failure });
    }
  }

  async loadOlder(): Promise<void> {
    try {
      const cursor = this.state.older;
      const page = await this.#rest.get<Page<Notification>>('/api/notifications', { limit: PAGE, cursor });
      this.update({ items: merged(this.state.items, page.items), older: page.nextCursor ?? undefined });
    } catch (error) {
      this.#notices.failed('Older notifications could not be loaded', error);
    }
  }

  async markRead(notification: Notification): Promise<void> {
    if (notification.readAt) {
      return;
    }
    try {
      await this.#rest.post(`/api/notifications/${encodeURIComponent(notification.id)}/read`);
      this.#read({ ids: [notification.id] });
    } catch (error) {
      this.#notices.failed('The notification could not be marked as read', error);
    }
  }

  async markAllRead(): Promise<void> {
    try {
      await this.#rest.post('/api/notifications/mark-all-read');
      await this.load();
    } catch (error) {
      this.#notices.failed('The notifications could not be marked as read', error);
    }
  }

  #received(notification: Notification): void {
    this.update({ items: merged(this.state.items, [notification]) });
  }

  /** Marks what is shown; the number of all that are unread comes from the server as `UNREAD_COUNT`. */
  #read(read: ReadEvent, at = new Date().toISOString()): void {
    const concerns = (notification: Notification) =>
      'ids' in read ? read.ids.includes(notification.id) : notification.id <= read.upTo;
    this.update({
      items: this.state.items.map((notification) =>
        !notification.readAt && concerns(notification) ? { ...notification, readAt: at } : notification,
      ),
    });
  }
}

function merged(one: readonly Notification[], other: readonly Notification[]): readonly Notification[] {
  const byId = new Map([...one, ...other].map((notification) => [notification.id, notification]));
  return [...byId.values()].sort((left, right) => (left.id < right.id ? 1 : -1));
}
