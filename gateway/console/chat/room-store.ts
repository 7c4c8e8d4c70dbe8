import type { TidingsClient } from '@tidings/client';
import { CatchUp } from '../app/catch-up';
import { reloadOn } from '../app/reload';
import { Store } from '../app/store';
import type { ChatApi, RoomChange } from './chat-api';
import { isMuted, mentionsUser, type Message, type Room, type RoomSettings } from './model';
import { Deliveries } from './receipt/deliveries';

interface State {
  /** The newest activity first; `undefined` until loaded. */
  readonly rooms: readonly Room[] | undefined;
  /** Why the rooms couldn't be loaded. */
  readonly failure: unknown;
}

interface MemberEvent {
  readonly roomId: string;
  readonly userId: string;
  readonly memberCount: number;
}

interface ReadEvent {
  readonly roomId: string;
  readonly userId: string;
  readonly seq: number;
}

const RECEIPTS_UP_TO_MEMBERS = 100;

/** The rooms of the signed-in user with what is unread in each, kept true by the events of the rooms. */
export class RoomStore extends Store<State> {
  readonly #api: ChatApi;
  readonly #client: TidingsClient;
  readonly #userId: string;
  readonly #deliveries: Deliveries;
  readonly #catchUp = new CatchUp();

  constructor(api: ChatApi, client: TidingsClient, userId: string) {
    super({ rooms: undefined, failure: undefined });
    this.#api = api;
    this.#deliveries = new Deliveries(api);
    this.#client = client;
    this.#userId = userId;
    const on = <T>(type: string, apply: (data: T) => void) =>
      client.on<T>(type, (data) => this.#catchUp.event(() => apply(data)));
    on<Message>('MESSAGE_RECEIVED', (message) => this.#messageReceived(message));
    on<Message>('MESSAGE_UPDATED', (message) => this.#messageChanged(message));
    on<Message>('MESSAGE_DELETED', (message) => this.#messageChanged(message));
    on<ReadEvent>('MESSAGES_READ', (read) => this.#messagesRead(read));
    on<MemberEvent>('MEMBER_JOINED', (joined) => this.#memberJoined(joined));
    on<MemberEvent>('MEMBER_LEFT', (left) => this.#memberLeft(left));
    on<RoomSettings & { readonly roomId: string }>('MEMBER_SETTINGS_UPDATED', ({ roomId, ...settings }) =>
      this.#settingsChanged(roomId, settings),
    );
    on<{ readonly roomId: string }>('ROOM_DELETED', ({ roomId }) => this.#forget(roomId));
    on<MemberEvent>('MEMBER_UPDATED', ({ roomId, userId: member }) => {
      if (member === userId) {
        void this.#reload(roomId);
      }
    });
    client.on<Room>('ROOM_CREATED', (room) => void this.#reload(room.id));
    client.on<Room>('ROOM_UPDATED', (room) => void this.#reload(room.id));
    reloadOn(client, (channel) => channel.startsWith('room:'), () => this.load());
  }

  room(id: string | undefined): Room | undefined {
    return this.state.rooms?.find((room) => room.id === id);
  }

  /** Unread messages in all rooms, of muted ones the mentions only. */
  get unreadCount(): number {
    return (this.state.rooms ?? []).reduce((sum, room) => sum + (isMuted(room) ? room.mentionCount : room.unreadCount), 0);
  }

  /** Mentions of the user that are unread, in all rooms. */
  get mentionCount(): number {
    return (this.state.rooms ?? []).reduce((sum, room) => sum + room.mentionCount, 0);
  }

  async load(): Promise<void> {
    try {
      await this.#catchUp.load(
        () => this.#api.rooms(),
        (rooms) => {
          rooms.forEach((room) => this.#client.resumeFrom(`room:${room.id}`, room.position));
          this.update({ rooms: byActivity(rooms), failure: undefined });
          rooms.filter((room) => room.unreadCount > 0).forEach((room) => this.#got(room, room.lastSeq));
        },
      );
    } catch (failure) {
      this.update({ failure });
    }
  }

  /** Creates a room and has it in the list before the promise resolves with its id. */
  async createGroup(name: string, members: readonly string[]): Promise<string> {
    const room = await this.#api.createGroup(name, members);
    await this.#reload(room.id);
    return room.id;
  }

  async openDirect(userId: string): Promise<string> {
    const room = await this.#api.openDirect(userId);
    await this.#reload(room.id);
    return room.id;
  }

  async openChannel(name: string, topic: string): Promise<string> {
    const room = await this.#api.openChannel(name, topic);
    await this.#reload(room.id);
    return room.id;
  }

  /** Comes into a room that is open to everybody, and has it in the list before the promise resolves. */
  async join(roomId: string): Promise<void> {
    await this.#api.join(roomId);
    await this.#reload(roomId);
  }

  /** Has a room in the list that the user has come into. */
  entered(roomId: string): Promise<void> {
    return this.#reload(roomId);
  }

  async changeRoom(roomId: string, change: RoomChange): Promise<void> {
    await this.#api.changeRoom(roomId, change);
    await this.#reload(roomId);
  }

  async deleteRoom(roomId: string): Promise<void> {
    await this.#api.deleteRoom(roomId);
    this.#forget(roomId);
  }

  async changeSettings(roomId: string, settings: Partial<RoomSettings>): Promise<void> {
    this.#settingsChanged(roomId, await this.#api.changeSettings(roomId, settings));
  }

  /** Everything up to `seq` was seen: tells the server, so that all devices of the user agree. */
  async markRead(roomId: string, seq: number): Promise<void> {
    const room = this.room(roomId);
    if (room !== undefined && room.unreadCount > 0) {
      this.#catchUp.event(() => this.#messagesRead({ roomId, userId: this.#userId, seq }));
      this.#deliveries.read(roomId, seq);
      await this.#api.markRead(roomId, seq);
    }
  }

  #messageReceived(message: Message): void {
    const room = this.room(message.roomId);
    if (room === undefined) {
      void this.#reload(message.roomId);
      return;
    }
    if (message.seq <= room.lastSeq) {
      return;
    }
    const own = message.userId === this.#userId;
    const mentioned = mentionsUser(message, this.#userId);
    if (!own) {
      this.#got(room, message.seq);
    }
    this.#change(message.roomId, {
      lastMessage: message,
      lastSeq: message.seq,
      unreadCount: room.unreadCount + (own ? 0 : 1),
      mentionCount: room.mentionCount + (mentioned ? 1 : 0),
    });
  }

  /** Deleted messages aren't unread, and an edit can mention somebody: the server counts. */
  #messageChanged(message: Message): void {
    const room = this.room(message.roomId);
    if (room === undefined) {
      return;
    }
    const { lastMessage } = room;
    if (lastMessage?.id === message.id && lastMessage.eventSeq < message.eventSeq) {
      this.#change(room.id, { lastMessage: message });
    }
    if (message.seq > room.lastReadSeq && message.userId !== this.#userId) {
      void this.#reload(room.id);
    }
  }

  /** Nobody is told who has got the messages of large rooms. */
  #got(room: Room, seq: number): void {
    if (room.memberCount <= RECEIPTS_UP_TO_MEMBERS) {
      this.#deliveries.got(room.id, seq);
    }
  }

  #messagesRead(read: ReadEvent): void {
    const room = this.room(read.roomId);
    if (room === undefined || read.userId !== this.#userId || read.seq <= room.lastReadSeq) {
      return;
    }
    if (read.seq >= room.lastSeq) {
      this.#change(read.roomId, { unreadCount: 0, mentionCount: 0, lastReadSeq: read.seq });
    } else {
      void this.#reload(read.roomId);
    }
  }

  #memberJoined(joined: MemberEvent): void {
    if (joined.userId === this.#userId) {
      void this.#reload(joined.roomId);
    } else {
      this.#change(joined.roomId, { memberCount: joined.memberCount });
    }
  }

  #memberLeft(left: MemberEvent): void {
    if (left.userId === this.#userId) {
      this.#forget(left.roomId);
    } else {
      this.#change(left.roomId, { memberCount: left.memberCount });
    }
  }

  #settingsChanged(roomId: string, settings: RoomSettings): void {
    if (settings.isHidden) {
      this.#forget(roomId);
    } else if (this.room(roomId) === undefined) {
      void this.#reload(roomId);
    } else {
      this.#change(roomId, { settings });
    }
  }

  #forget(roomId: string): void {
    this.update({ rooms: this.state.rooms?.filter((room) => room.id !== roomId) });
  }

  /** Gets one room as the user sees it: events carry what is the same for everybody only. */
  async #reload(roomId: string): Promise<void> {
    try {
      await this.#catchUp.load(
        () => this.#api.room(roomId),
        (room) => {
          const others = (this.state.rooms ?? []).filter((other) => other.id !== roomId);
          this.update({ rooms: byActivity([room, ...others]) });
        },
      );
    } catch (failure) {
      this.update({ failure });
    }
  }

  #change(roomId: string, change: Partial<Room>): void {
    const rooms = this.state.rooms?.map((room) => (room.id === roomId ? { ...room, ...change } : room));
    this.update({ rooms: rooms && byActivity(rooms) });
  }
}

/** Pinned rooms first, then the newest message; rooms without one come in the order of their time-ordered ids. */
function byActivity(rooms: readonly Room[]): readonly Room[] {
  const pinned = (room: Room) => Number(room.settings?.isPinned ?? false);
  const activity = (room: Room) => room.lastMessage?.id ?? room.id;
  return [...rooms].sort(
    (one, other) => pinned(other) - pinned(one) || (activity(one) < activity(other) ? 1 : -1),
  );
}
