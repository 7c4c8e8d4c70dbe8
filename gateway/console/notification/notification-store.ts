import type { TidingsClient } from '@tidings/client';
import { CatchUp } from '../app/catch-up';
import { reloadOn } from '../app/reload';
import type { Notices } from '../app/notices';
import { Store } from '../app/store';
import type { Notification, NotificationApi, Shelf, State as Change, UnreadCount } from './notification-api';

/** Some were read, or all that stand from one on in the list. */
type ReadEvent = { readonly ids: readonly string[] } | { readonly all: true; readonly upTo: string };

interface UpdatedEvent {
  readonly ids: readonly string[];
  readonly state: Change;
}

interface State {
  /** Which are shown. */
  readonly shelf: Shelf;
  /** Newest first. */
  readonly items: readonly Notification[];
  readonly unread: number;
  /** Leads to older notifications. */
  readonly older: string | undefined;
  readonly loaded: boolean;
  readonly failure: unknown;
}

/** The user's notifications and how many are unread: the same on all of their devices. */
export class NotificationStore extends Store<State> {
  readonly #api: NotificationApi;
  readonly #client: TidingsClient;
  readonly #channel: string;
  readonly #notices: Notices;
  readonly #catchUp = new CatchUp();
  #broadcastsThrough = 0;
  #asked = 0;

  constructor(api: NotificationApi, client: TidingsClient, notices: Notices, userId: string) {
    super({ shelf: 'all', items: [], unread: 0, older: undefined, loaded: false, failure: undefined });
    this.#api = api;
    this.#client = client;
    this.#channel = `user:${userId}`;
    this.#notices = notices;
    const on = <T>(type: string, apply: (data: T, at?: string) => void) =>
      client.on<T>(type, (data, frame) => this.#catchUp.event(() => apply(data, frame.timestamp)));
    on<Notification>('NOTIFICATION', (notification) => this.#received(notification));
    on<UnreadCount>('UNREAD_COUNT', (unread) => this.#counted(unread));
    on<ReadEvent>('NOTIFICATIONS_READ', (read, at) => this.#read(read, at));
    client.on<UpdatedEvent>('NOTIFICATIONS_UPDATED', (updated) => this.#updated(updated));
    on<{ ids: readonly string[] }>('NOTIFICATIONS_DELETED', ({ ids }) => this.#gone(ids));
    reloadOn(client, (channel) => channel === this.#channel || channel === 'workspace', () => this.load());
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    const { shelf } = this.state;
    try {
      await this.#catchUp.load(
        () => Promise.all([this.#api.list(shelf), this.#api.unreadCount()]),
        ([{ items, nextCursor, position }, unread]) => {
          if (asked === this.#asked) {
            this.#client.resumeFrom(this.#channel, position);
            this.update({ items, older: nextCursor ?? undefined, loaded: true, failure: undefined });
            this.#counted(unread);
          }
        },
      );
    } catch (failure) {
      this.update({ failure });
    }
  }

  async show(shelf: Shelf): Promise<void> {
    this.update({ shelf, items: [], older: undefined, loaded: false, failure: undefined });
    await this.load();
  }

  async loadOlder(): Promise<void> {
    const { shelf, older } = this.state;
    try {
      const page = await this.#api.list(shelf, older);
      if (shelf === this.state.shelf) {
        this.update({ items: merged(this.state.items, page.items), older: page.nextCursor ?? undefined });
      }
    } catch (error) {
      this.#notices.failed('Older notifications could not be loaded', error);
    }
  }

  async markRead(notification: Notification): Promise<void> {
    if (!notification.readAt) {
      await this.change(notification, 'read');
    }
  }

  async change(notification: Notification, state: Change, until?: Date): Promise<void> {
    try {
      await this.#api.change(notification.id, state, until);
      this.#updated({ ids: [notification.id], state });
    } catch (error) {
      this.#notices.failed('The notification could not be changed', error);
    }
  }

  async delete(notification: Notification): Promise<void> {
    try {
      await this.#api.delete(notification.id);
      this.#gone([notification.id]);
    } catch (error) {
      this.#notices.failed('The notification could not be deleted', error);
    }
  }

  async markAllRead(): Promise<void> {
    try {
      await this.#api.markAllRead();
      await this.load();
    } catch (error) {
      this.#notices.failed('The notifications could not be marked as read', error);
    }
  }

  #received(notification: Notification): void {
    const kept = this.state.items.filter(({ id }) => id !== notification.replaces);
    this.update({ items: belongs(notification, this.state.shelf) ? merged(kept, [notification]) : kept });
    // What goes to many is announced to all at once, and counted by everybody for themselves.
    if (notification.broadcast && notification.broadcast > this.#broadcastsThrough) {
      this.#broadcastsThrough = notification.broadcast;
      this.update({ unread: this.state.unread + 1 });
    }
  }

  #counted({ count, broadcastsThrough = 0 }: UnreadCount): void {
    this.#broadcastsThrough = broadcastsThrough;
    this.update({ unread: count });
  }

  /** Marks what is shown; the number of all that are unread comes from the server as `UNREAD_COUNT`. */
  #read(read: ReadEvent, at = new Date().toISOString()): void {
    const { items } = this.state;
    const first = 'ids' in read ? -1 : items.findIndex(({ id }) => id === read.upTo);
    const concerns = ({ id }: Notification, place: number) =>
      'ids' in read ? read.ids.includes(id) : first < 0 ? id <= read.upTo : place >= first;
    this.update({
      items: items.map((notification, place) =>
        !notification.readAt && concerns(notification, place) ? { ...notification, readAt: at } : notification,
      ),
    });
  }

  /** What isn't shown is loaded, once: a load that is on its way is older than this. */
  #updated(updated: UpdatedEvent): void {
    const { shelf, items } = this.state;
    const isAway = shelf === 'snoozed' || shelf === 'archived';
    const areShown = updated.ids.every((id) => items.some((shown) => shown.id === id));
    if (isAway || (updated.state === 'unread' && !areShown)) {
      void this.load();
    } else {
      this.#catchUp.event(() => this.#changed(updated));
    }
  }

  #changed({ ids, state }: UpdatedEvent): void {
    if (state === 'read') {
      this.#read({ ids });
    } else if (state === 'unread') {
      this.update({
        items: this.state.items.map((shown) => (ids.includes(shown.id) ? { ...shown, readAt: null } : shown)),
      });
    } else {
      this.#gone(ids);
    }
  }

  #gone(ids: readonly string[]): void {
    this.update({ items: this.state.items.filter(({ id }) => !ids.includes(id)) });
  }
}

function belongs({ priority }: Notification, shelf: Shelf): boolean {
  return shelf === 'all' || shelf === 'unread' || (shelf === 'important' && (priority === 'high' || priority === 'urgent'));
}

/** By when they came, or came back; at the same instant by their ids, which grow. */
function merged(one: readonly Notification[], other: readonly Notification[]): readonly Notification[] {
  const byId = new Map([...one, ...other].map((notification) => [notification.id, notification]));
  const place = ({ createdAt, id }: Notification) => `${createdAt} ${id}`;
  return [...byId.values()].sort((left, right) => (place(left) < place(right) ? 1 : -1));
}
