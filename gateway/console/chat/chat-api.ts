import type { Page, RestClient } from '@tidings/client';
import type { Person } from '../app/person';
import type { Message, Room } from './model';

/** How many messages are loaded at a time. */
const PAGE = 50;

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

  /** Everybody who is in a room. */
  async members(roomId: string): Promise<readonly Person[]> {
    const members = await this.#rest.all<{ readonly user: Person }>(
      `/api/chat/rooms/${encodeURIComponent(roomId)}/members`,
    );
    return members.map((member) => member.user);
  }

  room(id: string): Promise<Room> {
    return this.#rest.get(`/api/chat/rooms/${encodeURIComponent(id)}`);
  }

  createGroup(name: string, members: readonly string[]): Promise<Room> {
    return this.#rest.post('/api/chat/rooms', { kind: 'group', name, members });
  }

  /** Opens the one room of two people, creating it when it does not exist. */
  openDirect(userId: string): Promise<Room> {
    return this.#rest.post('/api/chat/rooms', { kind: 'direct', members: [userId] });
  }

  /** The newest messages, or those before the `prevCursor` of another page; oldest first. */
  messages(roomId: string, before?: string): Promise<Page<Message>> {
    return this.#rest.get('/api/chat/messages', { roomId, before, limit: PAGE });
  }

  /** Sending the same `clientMessageId` again gives the message that was stored the first time. */
  send(roomId: string, message: string, clientMessageId: string): Promise<Message> {
    return this.#rest.post('/api/chat/messages', { roomId, message, clientMessageId });
  }

  markRead(roomId: string, seq: number): Promise<void> {
    return this.#rest.post(`/api/chat/rooms/${encodeURIComponent(roomId)}/read`, { seq });
  }
}
