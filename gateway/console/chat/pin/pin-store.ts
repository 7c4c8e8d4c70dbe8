import type { TidingsClient } from '@tidings/client';
import { CatchUp } from '../../app/catch-up';
import { reloadOn } from '../../app/reload';
import { Store } from '../../app/store';
import type { ChatApi, Pin } from '../chat-api';
import { followMessages } from '../message-events';
import type { Message } from '../model';
import { amend, merge } from '../timeline';

interface State {
  /** The newest message first; `undefined` until loaded. */
  readonly pins: readonly Pin[] | undefined;
}

interface PinnedEvent {
  readonly message: Message;
  readonly pinnedBy: string;
  readonly at: string;
}

/** The pinned messages of a room. */
export class PinStore extends Store<State> {
  readonly #roomId: string;
  readonly #api: ChatApi;
  readonly #catchUp = new CatchUp();

  constructor(roomId: string, api: ChatApi, client: TidingsClient) {
    super({ pins: undefined });
    this.#roomId = roomId;
    this.#api = api;
    client.on<PinnedEvent>('MESSAGE_PINNED', ({ message, pinnedBy, at }) => {
      if (message.roomId === roomId) {
        this.#catchUp.event(() => this.#put({ message, pinnedBy, pinnedAt: at }));
      }
    });
    client.on<{ readonly message: Message }>('MESSAGE_UNPINNED', ({ message }) => this.#remove(message));
    client.on<Message>('MESSAGE_DELETED', (message) => this.#remove(message));
    followMessages(client, roomId, {
      changed: (message) => this.#change((messages) => merge(messages, messages.some(same(message)) ? [message] : [])),
      amended: (id, eventSeq, change) => this.#change((messages) => amend(messages, id, eventSeq, change)),
    });
    reloadOn(client, (channel) => channel === `room:${roomId}`, () => this.load());
  }

  /** Without them the room is shown as if it had none. */
  async load(): Promise<void> {
    await this.#catchUp
      .load(
        () => this.#api.pins(this.#roomId),
        (pins) => this.update({ pins }),
      )
      .catch(() => undefined);
  }

  #put(pin: Pin): void {
    const others = (this.state.pins ?? []).filter((other) => !same(pin.message)(other.message));
    this.update({ pins: [pin, ...others].sort((one, other) => other.message.seq - one.message.seq) });
  }

  #remove(message: Message): void {
    if (message.roomId === this.#roomId) {
      this.#catchUp.event(() => this.update({ pins: this.state.pins?.filter((pin) => !same(message)(pin.message)) }));
    }
  }

  #change(change: (messages: readonly Message[]) => readonly Message[]): void {
    this.#catchUp.event(() => {
      const changed = new Map(change((this.state.pins ?? []).map((pin) => pin.message)).map((each) => [each.id, each]));
      this.update({ pins: this.state.pins?.map((pin) => ({ ...pin, message: changed.get(pin.message.id) ?? pin.message })) });
    });
  }
}

function same(message: Message): (other: Message) => boolean {
  return (other) => other.id === message.id;
}
