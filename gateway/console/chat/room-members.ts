import type { TidingsClient } from '@tidings/client';
import { reloadOn } from '../app/reload';
import type { Person } from '../app/person';
import type { ChatApi } from './chat-api';

/** The members of one room, loaded when they are first asked for and again after somebody came or left. */
export class RoomMembers {
  readonly #roomId: string;
  readonly #api: ChatApi;
  #members: Promise<readonly Person[]> | undefined;

  constructor(roomId: string, api: ChatApi, client: TidingsClient) {
    this.#roomId = roomId;
    this.#api = api;
    const changed = (event: { readonly roomId: string }) => {
      if (event.roomId === roomId) {
        this.#members = undefined;
      }
    };
    client.on('MEMBER_JOINED', changed);
    client.on('MEMBER_LEFT', changed);
    reloadOn(client, (channel) => channel === `room:${roomId}`, async () => void (this.#members = undefined));
  }

  /** Rejected when they can't be loaded; the next call tries again. */
  all(): Promise<readonly Person[]> {
    this.#members ??= this.#api.members(this.#roomId).catch((error) => {
      this.#members = undefined;
      throw error;
    });
    return this.#members;
  }
}
