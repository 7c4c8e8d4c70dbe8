import type { ChatApi } from '../chat-api';

/** What comes within this time is told at once. */
const TOGETHER_MS = 400;

/** Tells the server what this device has got: the newest of each room, one room after the other. */
export class Deliveries {
  readonly #api: ChatApi;
  readonly #due = new Map<string, number>();
  #running = false;

  constructor(api: ChatApi) {
    this.#api = api;
  }

  got(roomId: string, seq: number): void {
    this.#due.set(roomId, Math.max(seq, this.#due.get(roomId) ?? 0));
    if (!this.#running) {
      this.#running = true;
      setTimeout(() => void this.#tell(), TOGETHER_MS);
    }
  }

  /** Who has read a room has got it. */
  read(roomId: string, seq: number): void {
    if ((this.#due.get(roomId) ?? Infinity) <= seq) {
      this.#due.delete(roomId);
    }
  }

  async #tell(): Promise<void> {
    for (let next = first(this.#due); next !== undefined; next = first(this.#due)) {
      const [roomId, seq] = next;
      this.#due.delete(roomId);
      // What is lost is told with the next message.
      await this.#api.markDelivered(roomId, seq).catch(() => undefined);
    }
    this.#running = false;
  }
}

function first<K, V>(map: ReadonlyMap<K, V>): readonly [K, V] | undefined {
  return map.entries().next().value;
}
