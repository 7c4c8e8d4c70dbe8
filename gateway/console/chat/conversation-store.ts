import { newClientId, ProblemError, type Page, type TidingsClient } from '@tidings/client';
import { CatchUp } from '../app/catch-up';
import { explain } from '../app/notices';
import { reloadOn } from '../app/reload';
import { Store } from '../app/store';
import type { ChatApi } from './chat-api';
import type { Message, OutgoingMessage } from './model';
import { RoomMembers } from './room-members';
import { adjoins, merge } from './timeline';

interface State {
  /** Oldest first; `undefined` until loaded. */
  readonly messages: readonly Message[] | undefined;
  readonly outgoing: readonly OutgoingMessage[];
  /** Leads to older messages; `undefined` at the room's beginning. */
  readonly older: string | undefined;
  readonly loadingOlder: boolean;
  readonly failure: unknown;
}

/** The messages of one room: those of the server, live, and those that are on their way to it. */
export class ConversationStore extends Store<State> {
  readonly roomId: string;
  readonly members: RoomMembers;
  /** What is written and not yet sent. */
  draft = '';
  readonly #api: ChatApi;
  readonly #client: TidingsClient;
  readonly #channel: string;
  readonly #catchUp = new CatchUp();

  constructor(roomId: string, api: ChatApi, client: TidingsClient) {
    super({ messages: undefined, outgoing: [], older: undefined, loadingOlder: false, failure: undefined });
    this.roomId = roomId;
    this.members = new RoomMembers(roomId, api, client);
    this.#api = api;
    this.#client = client;
    this.#channel = `room:${roomId}`;
    client.on<Message>('MESSAGE_RECEIVED', (message) => {
      if (message.roomId === roomId) {
        this.#confirmed(message);
      }
    });
    client.onState((state) => {
      if (state.kind === 'connected') {
        void this.#sendWaiting();
      }
    });
    reloadOn(client, (channel) => channel === this.#channel, () => this.load());
  }

  /** Loads the newest messages; what was shown is kept when nothing is missing in between. */
  async load(): Promise<void> {
    try {
      await this.#catchUp.load(
        () => this.#api.messages(this.roomId),
        (page) => this.#loaded(page),
      );
    } catch (failure) {
      this.update({ failure });
    }
  }

  #loaded(page: Page<Message>): void {
    this.#client.resumeFrom(this.#channel, page.position);
    const newest = merge([], page.items);
    const shown = this.state.messages ?? [];
    if (shown.length > 0 && adjoins(shown, newest)) {
      this.update({ messages: merge(shown, newest), failure: undefined });
    } else {
      this.update({ messages: newest, older: page.prevCursor ?? undefined, failure: undefined });
    }
    newest.forEach((message) => this.#settle(message));
  }

  async loadOlder(): Promise<void> {
    const { older, loadingOlder } = this.state;
    if (older === undefined || loadingOlder) {
      return;
    }
    this.update({ loadingOlder: true });
    try {
      const page = await this.#api.messages(this.roomId, older);
      this.update({ messages: merge(page.items, this.state.messages ?? []), older: page.prevCursor ?? undefined });
    } catch (failure) {
      this.update({ failure });
    } finally {
      this.update({ loadingOlder: false });
    }
  }

  /** Shows the message at once and sends it. It is never lost: when sending fails, it stays and can be sent again. */
  send(text: string): void {
    const message = {
      clientMessageId: newClientId(),
      text,
      createdAt: new Date().toISOString(),
      failure: undefined,
      waits: false,
    };
    this.update({ outgoing: [...this.state.outgoing, message] });
    void this.#transmit(message);
  }

  retry(message: OutgoingMessage): void {
    this.#changeOutgoing(message, { failure: undefined, waits: false });
    void this.#transmit(message);
  }

  discard(message: OutgoingMessage): void {
    this.update({ outgoing: this.state.outgoing.filter((other) => other.clientMessageId !== message.clientMessageId) });
  }

  async #transmit(message: OutgoingMessage): Promise<void> {
    try {
      this.#confirmed(await this.#api.send(this.roomId, message.text, message.clientMessageId));
    } catch (error) {
      const waits = error instanceof ProblemError && error.retryable;
      const offline = error instanceof ProblemError && error.status === 0;
      this.#changeOutgoing(message, { failure: offline ? 'You are offline.' : explain(error), waits });
    }
  }

  /** One after the other: they were written in this order. */
  async #sendWaiting(): Promise<void> {
    for (const message of this.state.outgoing.filter((outgoing) => outgoing.waits)) {
      this.#changeOutgoing(message, { failure: undefined, waits: false });
      await this.#transmit(message);
    }
  }

  #confirmed(message: Message): void {
    this.#catchUp.event(() => {
      if (this.state.messages !== undefined) {
        this.update({ messages: merge(this.state.messages, [message]) });
      }
      this.#settle(message);
    });
  }

  /** The answer to sending and the event of the message come in any order: the first one ends the local echo. */
  #settle(message: Message): void {
    if (this.state.outgoing.some((outgoing) => outgoing.clientMessageId === message.clientMessageId)) {
      this.update({
        outgoing: this.state.outgoing.filter((outgoing) => outgoing.clientMessageId !== message.clientMessageId),
      });
    }
  }

  #changeOutgoing(message: OutgoingMessage, change: Partial<OutgoingMessage>): void {
    this.update({
      outgoing: this.state.outgoing.map((other) =>
        other.clientMessageId === message.clientMessageId ? { ...other, ...change } : other,
      ),
    });
  }
}
