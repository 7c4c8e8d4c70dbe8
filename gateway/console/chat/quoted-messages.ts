import type { TidingsClient } from '@tidings/client';
import { reloadOn } from '../app/reload';
import { Store } from '../app/store';
import type { ChatApi } from './chat-api';
import { followMessages, type MessageListener } from './message-events';
import type { Message } from './model';
import { amend, merge, type MessageChange } from './timeline';

interface State {
  readonly messages: readonly Message[];
  /** Those that can't be had. */
  readonly missing: ReadonlySet<string>;
}

/** Single messages of a room that others refer to, loaded when they are first asked for and kept true from then on. */
export class QuotedMessages extends Store<State> implements MessageListener {
  readonly #api: ChatApi;
  readonly #loading = new Set<string>();

  constructor(roomId: string, api: ChatApi, client: TidingsClient) {
    super({ messages: [], missing: new Set() });
    this.#api = api;
    followMessages(client, roomId, this);
    reloadOn(client, (channel) => channel === `room:${roomId}`, () => this.#reload());
  }

  /** The message, if it is there already; otherwise it is loaded. */
  get(id: string): Message | undefined {
    const known = this.state.messages.find((message) => message.id === id);
    if (known === undefined && !this.#loading.has(id) && !this.state.missing.has(id)) {
      this.#loading.add(id);
      void this.#load(id);
    }
    return known;
  }

  changed(message: Message): void {
    if (this.state.messages.some((known) => known.id === message.id)) {
      this.#keep(message);
    }
  }

  amended(messageId: string, eventSeq: number, change: MessageChange): void {
    this.update({ messages: amend(this.state.messages, messageId, eventSeq, change) });
  }

  #keep(message: Message): void {
    this.update({ messages: merge(this.state.messages, [message]) });
  }

  async #load(id: string): Promise<void> {
    try {
      this.#keep(await this.#api.message(id));
    } catch {
      this.update({ missing: new Set([...this.state.missing, id]) });
    } finally {
      this.#loading.delete(id);
    }
  }

  /** Events were missed: what is shown is loaded anew. */
  async #reload(): Promise<void> {
    const { messages } = this.state;
    this.update({ messages: [], missing: new Set() });
    messages.forEach(({ id }) => this.get(id));
  }
}
