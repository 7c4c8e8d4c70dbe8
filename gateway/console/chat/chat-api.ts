import type { Page, RestClient } from '@tidings/client';
import type { Attachment, Edit, Member, Message, OutgoingMessage, Reaction, Role, Room, RoomKind, RoomSettings } from './model';
import type { Person } from '../app/person';

/** How many messages are loaded at a time, and at most. */
const PAGE = 50;
const LARGEST_PAGE = 200;

/** Whose messages: all of a room, or the answers to one of its messages. */
export interface MessageRange {
  readonly roomId: string;
  readonly parentId?: string;
}

/** Where a page of messages lies: at the end without any of these; `before` and `after` are cursors of another page. */
export interface MessagePlace {
  readonly before?: string;
  readonly after?: string;
  readonly around?: string;
  readonly limit?: number;
}

export interface Pin {
  readonly message: Message;
  readonly pinnedBy: string;
  readonly pinnedAt: string;
}

/** A thread as the signed-in user sees it. */
export interface Thread {
  readonly message: Message;
  readonly isFollowed: boolean;
  readonly lastReadSeq: number;
  readonly unreadCount: number;
}

export interface ReactionState {
  readonly reactions: readonly Reaction[];
  readonly eventSeq: number;
}

export interface Reactor {
  readonly userId: string;
  readonly reactedAt: string;
  readonly user: Person;
}

export interface Reader {
  readonly userId: string;
  readonly lastReadAt: string;
  readonly user: Person;
}

export interface SearchHit {
  readonly message: Message;
  /** Safe HTML with what was found in `mark`. */
  readonly excerpt: string;
}

/** A channel of the workspace, whether or not the user is in it. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly topic?: string | null;
  readonly memberCount: number;
  readonly isMember: boolean;
}

export interface Invitation {
  readonly id: string;
  readonly roomId: string;
  readonly roomKind: RoomKind;
  readonly roomName?: string | null;
  readonly userId: string;
  readonly status: 'pending' | 'accepted' | 'declined' | 'revoked' | 'expired';
  readonly invitedBy: Person;
}

/** What to change of a room; what is left out stays as it is. */
export interface RoomChange {
  readonly name?: string;
  readonly topic?: string;
  readonly slowModeSeconds?: number;
  readonly isArchived?: boolean;
}

export type ReportReason = 'spam' | 'abuse' | 'harassment' | 'illegal' | 'other';

export type Delivery = 'sent' | 'delivered' | 'read';

/** What the console asks of the chat service. */
export class ChatApi {
  readonly #rest: RestClient;

  constructor(rest: RestClient) {
    this.#rest = rest;
  }

  /** All rooms of the caller. */
  rooms(): Promise<readonly Room[]> {
    return this.#rest.all('/api/chat/rooms');
  }

  room(id: string): Promise<Room> {
    return this.#rest.get(room(id));
  }

  createGroup(name: string, members: readonly string[]): Promise<Room> {
    return this.#rest.post('/api/chat/rooms', { kind: 'group', name, members });
  }

  /** Opens the one room of two people, creating it when it does not exist. */
  openDirect(userId: string): Promise<Room> {
    return this.#rest.post('/api/chat/rooms', { kind: 'direct', members: [userId] });
  }

  /** Comes into the channel of a name, making it when there is none. */
  openChannel(name: string, topic: string): Promise<Room> {
    return this.#rest.post('/api/chat/rooms', { kind: 'channel', name, ...(topic !== '' && { topic }) });
  }

  /** The channels whose name has these words; all without any. */
  channels(words: string, cursor?: string): Promise<Page<Channel>> {
    return this.#rest.get('/api/chat/channels', { q: words === '' ? undefined : words, cursor, limit: PAGE });
  }

  async join(roomId: string): Promise<void> {
    await this.#rest.post<unknown>(`${room(roomId)}/join`);
  }

  changeRoom(roomId: string, change: RoomChange): Promise<Room> {
    return this.#rest.patch(room(roomId), change);
  }

  deleteRoom(roomId: string): Promise<void> {
    return this.#rest.delete(room(roomId));
  }

  changeSettings(roomId: string, settings: Partial<RoomSettings>): Promise<RoomSettings> {
    return this.#rest.patch(`${room(roomId)}/settings`, settings);
  }

  /** The user's rooms that can only be read. */
  archivedRooms(): Promise<readonly Room[]> {
    return this.#rest.all('/api/chat/rooms?archived=true');
  }

  /** The user's pending invitations. */
  invitations(): Promise<readonly Invitation[]> {
    return this.#rest.all('/api/chat/invitations');
  }

  async acceptInvitation(id: string): Promise<void> {
    await this.#rest.post<unknown>(`/api/chat/invitations/${encodeURIComponent(id)}/accept`);
  }

  async declineInvitation(id: string): Promise<void> {
    await this.#rest.post<unknown>(`/api/chat/invitations/${encodeURIComponent(id)}/decline`);
  }

  async invite(roomId: string, userId: string, role: Role): Promise<void> {
    await this.#rest.post<unknown>(`${room(roomId)}/invitations`, { userId, role });
  }

  /** What lets whoever has it into the room. */
  async invitationToken(roomId: string): Promise<string> {
    return (await this.#rest.post<{ readonly token: string }>(`${room(roomId)}/invitation-links`, { role: 'member' })).token;
  }

  /** Comes into the room that a token is for. */
  async useInvitation(token: string): Promise<string> {
    return (await this.#rest.post<{ readonly roomId: string }>('/api/chat/invitation-links/use', { token })).roomId;
  }

  /** Everybody who is in a room. */
  members(roomId: string): Promise<readonly Member[]> {
    return this.#rest.all(`${room(roomId)}/members`);
  }

  changeRole(roomId: string, userId: string, role: Role): Promise<Member> {
    return this.#rest.patch(`${room(roomId)}/members/${encodeURIComponent(userId)}`, { role });
  }

  /** Puts a member out and keeps them out. */
  async ban(roomId: string, userId: string): Promise<void> {
    await this.#rest.put<unknown>(`${room(roomId)}/bans/${encodeURIComponent(userId)}`, {});
  }

  /** Removes a member, or lets the user leave. */
  removeMember(roomId: string, userId: string): Promise<void> {
    return this.#rest.delete(`${room(roomId)}/members/${encodeURIComponent(userId)}`);
  }

  /** A page of messages, oldest first. */
  messages({ roomId, parentId }: MessageRange, place: MessagePlace = {}): Promise<Page<Message>> {
    const limit = Math.min(Math.max(place.limit ?? PAGE, PAGE), LARGEST_PAGE);
    return this.#rest.get('/api/chat/messages', { roomId, parentId, ...place, limit });
  }

  message(id: string): Promise<Message> {
    return this.#rest.get(message(id));
  }

  /** Sending the same `clientMessageId` again gives the message that was stored the first time. */
  send({ roomId, parentId }: MessageRange, { text, clientMessageId, attachments }: OutgoingMessage): Promise<Message> {
    return this.#rest.post('/api/chat/messages', {
      roomId,
      parentId,
      message: text,
      clientMessageId,
      attachments: attachments.map(({ id }) => id),
    });
  }

  /** Says that a file is going to be uploaded. */
  reserve({ name, size, type }: File): Promise<Attachment> {
    return this.#rest.post('/api/chat/attachments', { name, size, ...(type !== '' && { type }) });
  }

  upload(id: string, file: File, progress: (sent: number) => void, signal: AbortSignal): Promise<Attachment> {
    return this.#rest.upload(`${attachment(id)}/content`, file, progress, signal);
  }

  /** Gives up what no message has yet. */
  forget(id: string): Promise<void> {
    return this.#rest.delete(attachment(id));
  }

  content(id: string): Promise<Blob> {
    return this.#rest.blob(`${attachment(id)}/content`);
  }

  thumbnail(id: string): Promise<Blob> {
    return this.#rest.blob(`${attachment(id)}/thumbnail`);
  }

  /** Refused with 412 if the message has another version by now. */
  edit(id: string, text: string, version: number): Promise<Message> {
    return this.#rest.patch(message(id), { message: text }, `"${version}"`);
  }

  /** What a message has said over time, the present version first. */
  edits(id: string): Promise<readonly Edit[]> {
    return this.#rest.all(`${message(id)}/edits`);
  }

  deleteMessage(id: string): Promise<void> {
    return this.#rest.delete(message(id));
  }

  /** Destroys what a message said, for everybody and for ever. */
  erase(id: string): Promise<void> {
    return this.#rest.delete(`${message(id)}/content`);
  }

  /** Tells the moderators, with what it said in the version that was seen. */
  async report(id: string, version: number, reason: ReportReason, note: string): Promise<void> {
    await this.#rest.post<unknown>(`${message(id)}/reports`, { reason, version, ...(note !== '' && { note }) });
  }

  react(id: string, emoji: string): Promise<ReactionState> {
    return this.#rest.put(`${message(id)}/reactions/${encodeURIComponent(emoji)}`);
  }

  unreact(id: string, emoji: string): Promise<void> {
    return this.#rest.delete(`${message(id)}/reactions/${encodeURIComponent(emoji)}`);
  }

  reactors(id: string, emoji: string): Promise<readonly Reactor[]> {
    return this.#rest.all(`${message(id)}/reactions/${encodeURIComponent(emoji)}`);
  }

  pins(roomId: string): Promise<readonly Pin[]> {
    return this.#rest.all(`${room(roomId)}/pins`);
  }

  async pin(id: string): Promise<void> {
    await this.#rest.put<unknown>(`${message(id)}/pin`);
  }

  unpin(id: string): Promise<void> {
    return this.#rest.delete(`${message(id)}/pin`);
  }

  /** The threads of a room that the user follows, the last answered first. */
  threads(roomId: string): Promise<Page<Thread>> {
    return this.#rest.get('/api/chat/threads', { roomId, limit: LARGEST_PAGE });
  }

  thread(messageId: string): Promise<Thread> {
    return this.#rest.get(`${message(messageId)}/thread`);
  }

  readThread(messageId: string, seq: number): Promise<Thread> {
    return this.#rest.post(`${message(messageId)}/thread/read`, { seq });
  }

  async followThread(messageId: string): Promise<void> {
    await this.#rest.put<unknown>(`${message(messageId)}/thread/follow`);
  }

  unfollowThread(messageId: string): Promise<void> {
    return this.#rest.delete(`${message(messageId)}/thread/follow`);
  }

  markRead(roomId: string, seq: number): Promise<void> {
    return this.#rest.post(`${room(roomId)}/read`, { seq });
  }

  /** Says up to where this device has got a room's messages. */
  markDelivered(roomId: string, seq: number): Promise<void> {
    return this.#rest.post(`${room(roomId)}/delivered`, { seq });
  }

  async delivery(messageId: string): Promise<Delivery> {
    return (await this.#rest.get<{ readonly status: Delivery }>(`${message(messageId)}/status`)).status;
  }

  readers(messageId: string): Promise<readonly Reader[]> {
    return this.#rest.all(`${message(messageId)}/readers`);
  }

  /** Messages that have every word, the newest first; of all the user's rooms if none is named. */
  search(words: string, roomId?: string, cursor?: string): Promise<Page<SearchHit>> {
    return this.#rest.get('/api/chat/search', { q: words, roomId, cursor, limit: 20 });
  }
}

function room(id: string): string {
  return `/api/chat/rooms/${encodeURIComponent(id)}`;
}

function message(id: string): string {
  return `/api/chat/messages/${encodeURIComponent(id)}`;
}

function attachment(id: string): string {
  return `/api/chat/attachments/${encodeURIComponent(id)}`;
}
