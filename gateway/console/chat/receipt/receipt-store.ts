import type { TidingsClient } from '@tidings/client';
import { reloadOn } from '../../app/reload';
import { Store } from '../../app/store';
import type { ChatApi, Delivery } from '../chat-api';
import type { Message } from '../model';

interface State {
  /** Up to here all other members have got the messages. */
  readonly deliveredSeq: number;
  /** Up to here all other members have read them. */
  readonly readSeq: number;
}

const ORDER: readonly Delivery[] = ['sent', 'delivered', 'read'];

/** How far the messages of a room have come, as everybody's pointers say together. */
export class ReceiptStore extends Store<State> {
  readonly #api: ChatApi;
  #asked = false;

  constructor(roomId: string, api: ChatApi, client: TidingsClient) {
    super({ deliveredSeq: 0, readSeq: 0 });
    this.#api = api;
    client.on<State & { readonly roomId: string }>('MESSAGE_STATUS_UPDATE', (status) => {
      if (status.roomId === roomId) {
        this.#advance(status);
      }
    });
    reloadOn(client, (channel) => channel === `room:${roomId}`, async () => void (this.#asked = false));
  }

  deliveryOf(message: Message): Delivery {
    const { deliveredSeq, readSeq } = this.state;
    return message.seq <= readSeq ? 'read' : message.seq <= deliveredSeq ? 'delivered' : 'sent';
  }

  /** Asks how far the user's own messages have come; what comes later is told by events. */
  async begin(own: readonly Message[]): Promise<void> {
    if (!this.#asked && own.length > 0) {
      this.#asked = true;
      try {
        this.#advance({ deliveredSeq: 0, readSeq: await this.#farthest(own, 'read') });
        const unread = own.filter((message) => message.seq > this.state.readSeq);
        this.#advance({ deliveredSeq: await this.#farthest(unread, 'delivered'), readSeq: 0 });
      } catch {
        // They look as if they were only sent, until they are heard of.
        this.#asked = false;
      }
    }
  }

  /** The newest message that has come so far. Older ones have come at least as far as newer ones, so halving finds it. */
  async #farthest(messages: readonly Message[], wanted: Delivery): Promise<number> {
    let found = 0;
    let rest = messages;
    // Most often it is the newest one.
    let index = rest.length - 1;
    while (rest.length > 0) {
      const message = rest[index];
      const delivery = await this.#api.delivery(message.id);
      if (ORDER.indexOf(delivery) >= ORDER.indexOf(wanted)) {
        found = message.seq;
        rest = rest.slice(index + 1);
      } else {
        rest = rest.slice(0, index);
      }
      index = rest.length >> 1;
    }
    return found;
  }

  #advance({ deliveredSeq, readSeq }: State): void {
    const read = Math.max(this.state.readSeq, readSeq);
    this.update({ readSeq: read, deliveredSeq: Math.max(this.state.deliveredSeq, deliveredSeq, read) });
  }
}
