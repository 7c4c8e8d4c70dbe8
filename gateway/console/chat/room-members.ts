import type { TidingsClient } from '@tidings/client';
import { reloadOn } from '../app/reload';
import type { ChatApi } from './chat-api';
import type { Member } from './model';

/** The members of one room, loaded when they are first asked for and again after somebody came or left. */
export class RoomMembers {
  readonly #roomId: string;
  readonly #api: ChatApi;
  readonly #listeners = new Set<() => void>();
  #members: Promise<readonly Member[]> | undefined;

  constructor(roomId: string, api: ChatApi, client: TidingsClient) {
    this.#roomId = roomId;
    this.#api = api;
    const changed = (event: { readonly roomId: string }) => {
      if (event.roomId === roomId) {
        this.#forget();
      }
    };
    client.on('MEMBER_JOINED', changed);
    client.on('MEMBER_LEFT', changed);
    reloadOn(client, (channel) => channel === `room:${roomId}`, async () => this.#forget());
  }

  /** Rejected when they can't be loaded; the next call tries again. */
  all(): Promise<readonly Member[]> {
    this.#members ??= this.#api.members(this.#roomId).catch((error) => {
      this.#members = undefined;
      throw error;
    });
    return this.#members;
  }

  /** Calls back when the members are no longer those that were loaded. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #forget(): void {
    this.#members = undefined;
    this.#listeners.forEach((listener) => listener());
  }
}
