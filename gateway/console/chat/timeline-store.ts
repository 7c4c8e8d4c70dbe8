import { newClientId, ProblemError, type Page, type TidingsClient } from '@tidings/client';
import { CatchUp } from '../app/catch-up';
import { explain } from '../app/notices';
import { reloadOn } from '../app/reload';
import { Store } from '../app/store';
import type { ChatApi, MessageRange } from './chat-api';
import { followMessages, type MessageListener } from './message-events';
import { UploadStore } from './attachment/upload-store';
import type { Attachment, Message, OutgoingMessage } from './model';
import { amend, merge, type MessageChange } from './timeline';

/** What lies beyond one end of the messages that are held. */
type Edge =
  | { readonly kind: 'end' }
  /** More; without a cursor they are found by the outermost message. */
  | { readonly kind: 'more'; readonly cursor: string | undefined };

interface State {
  /** Oldest first, without holes; `undefined` until loaded. */
  readonly messages: readonly Message[] | undefined;
  readonly outgoing: readonly OutgoingMessage[];
  readonly older: Edge;
  readonly newer: Edge;
  readonly loadingOlder: boolean;
  readonly loadingNewer: boolean;
  /** How many messages came while older ones were looked at. */
  readonly arrived: number;
  /** The message to look at now. Another object each time, even if it is the same message. */
  readonly target: { readonly messageId: string } | undefined;
  readonly failure: unknown;
}

/** Messages up to a number are no longer kept. */
interface PurgedEvent {
  readonly roomId: string;
  readonly purgedSeq: number;
}

const END: Edge = { kind: 'end' };
const UNKNOWN: Edge = { kind: 'more', cursor: undefined };

/** How many messages are held at most; those farthest from the reader are let go and loaded again when they come near. */
const MOST = 500;

/**
 * A part of a room's messages, or of the answers to one: those of the server, kept true by the events of the room, and
 * those that are on their way to it. Usually the newest; any other part when the reader goes there.
 */
export class TimelineStore extends Store<State> implements MessageListener {
  readonly range: MessageRange;
  /** What is written and not yet sent. */
  draft = '';
  /** The files that go with it. */
  readonly uploads: UploadStore;
  /** Whether the reader is at the end, so that what is far above may be let go. */
  following = true;
  readonly #api: ChatApi;
  readonly #client: TidingsClient;
  readonly #channel: string;
  readonly #catchUp = new CatchUp();
  #sending: Promise<void> = Promise.resolve();

  constructor(range: MessageRange, api: ChatApi, client: TidingsClient) {
    super({
      messages: undefined,
      outgoing: [],
      older: END,
      newer: END,
      loadingOlder: false,
      loadingNewer: false,
      arrived: 0,
      target: undefined,
      failure: undefined,
    });
    this.range = range;
    this.uploads = new UploadStore(api);
    this.#api = api;
    this.#client = client;
    this.#channel = `room:${range.roomId}`;
    client.on<Message>('MESSAGE_RECEIVED', (message) => this.received(message));
    followMessages(client, range.roomId, this);
    client.on<PurgedEvent>('MESSAGES_PURGED', ({ roomId, purgedSeq }) => {
      if (roomId === range.roomId && this.state.messages?.some((message) => message.seq <= purgedSeq)) {
        void this.load();
      }
    });
    client.onState((state) => {
      if (state.kind === 'connected') {
        this.#sendWaiting();
      }
    });
    reloadOn(client, (channel) => channel === this.#channel, () => this.load());
  }

  message(id: string): Message | undefined {
    return this.state.messages?.find((message) => message.id === id);
  }

  /** Whether the newest message is held. */
  get isAtEnd(): boolean {
    return this.state.newer.kind === 'end';
  }

  /** Loads the newest messages: as many as were shown, so that a reader further up keeps their place. */
  async load(): Promise<void> {
    const limit = this.isAtEnd ? this.state.messages?.length : undefined;
    await this.#load(
      () => this.#api.messages(this.range, { limit }),
      (page) => {
        // Of another channel's position nothing follows: the answers to a message have none of their own.
        if (this.range.parentId === undefined) {
          this.#client.resumeFrom(this.#channel, page.position);
        }
        this.#replace(page);
        this.update({ newer: END });
      },
    );
  }

  /** Goes to a message, wherever it is. */
  async show(messageId: string): Promise<void> {
    if (this.message(messageId) === undefined) {
      await this.#catchUp.load(
        () => this.#api.messages(this.range, { around: messageId }),
        (page) => this.#replace(page),
      );
    }
    this.update({ target: { messageId } });
  }

  /** Goes to the newest message. */
  async showNewest(): Promise<void> {
    if (!this.isAtEnd) {
      await this.load();
    }
    this.update({ arrived: 0 });
  }

  async loadOlder(): Promise<void> {
    const { older, loadingOlder, messages } = this.state;
    if (older.kind === 'end' || loadingOlder || messages === undefined) {
      return;
    }
    this.update({ loadingOlder: true });
    await this.#load(
      () => this.#api.messages(this.range, older.cursor ? { before: older.cursor } : { around: messages[0]?.id }),
      (page) => {
        const all = merge(this.state.messages ?? [], page.items);
        const kept = all.slice(0, MOST);
        this.update({
          messages: kept,
          older: edge(page.prevCursor),
          newer: kept.length < all.length ? UNKNOWN : this.state.newer,
        });
      },
    );
    this.update({ loadingOlder: false });
  }

  async loadNewer(): Promise<void> {
    const { newer, loadingNewer, messages } = this.state;
    if (newer.kind === 'end' || loadingNewer || messages === undefined) {
      return;
    }
    this.update({ loadingNewer: true });
    await this.#load(
      () => this.#api.messages(this.range, newer.cursor ? { after: newer.cursor } : { around: messages.at(-1)?.id }),
      (page) => {
        this.update({ messages: merge(this.state.messages ?? [], page.items), newer: edge(page.nextCursor) });
        this.#letGoOfOldest();
      },
    );
    this.update({ loadingNewer: false });
  }

  /** Shows the message at once and sends it. It is never lost: when sending fails, it stays and can be sent again. */
  send(text: string, attachments: readonly Attachment[]): void {
    const message: OutgoingMessage = {
      clientMessageId: newClientId(),
      text,
      attachments,
      createdAt: new Date().toISOString(),
      failure: undefined,
      waits: false,
    };
    this.update({ outgoing: [...this.state.outgoing, message] });
    this.#transmit(message);
  }

  retry(message: OutgoingMessage): void {
    this.#changeOutgoing(message, { failure: undefined, waits: false });
    this.#transmit(message);
  }

  discard(message: OutgoingMessage): void {
    this.#settle(message.clientMessageId);
  }

  /** A message was sent, by whomever. */
  received(message: Message): void {
    if (!this.#isOfRange(message)) {
      return;
    }
    this.#catchUp.event(() => {
      const { messages } = this.state;
      const known = messages?.some((other) => other.id === message.id) ?? false;
      if (messages !== undefined && (known || this.isAtEnd)) {
        this.update({ messages: merge(messages, [message]) });
        this.#letGoOfOldest();
      } else if (messages !== undefined) {
        this.update({ arrived: this.state.arrived + 1 });
      }
      this.#settle(message.clientMessageId);
    });
  }

  changed(message: Message): void {
    this.#catchUp.event(() => {
      if (this.message(message.id) !== undefined) {
        this.update({ messages: merge(this.state.messages ?? [], [message]) });
      }
    });
  }

  amended(messageId: string, eventSeq: number, change: MessageChange): void {
    this.#catchUp.event(() => {
      const { messages } = this.state;
      const amended = messages && amend(messages, messageId, eventSeq, change);
      if (amended !== messages) {
        this.update({ messages: amended });
      }
    });
  }

  #isOfRange(message: Message): boolean {
    const { roomId, parentId } = this.range;
    return message.roomId === roomId && (parentId === undefined || message.parentId === parentId);
  }

  async #load(request: () => Promise<Page<Message>>, apply: (page: Page<Message>) => void): Promise<void> {
    try {
      await this.#catchUp.load(request, (page) => {
        apply(page);
        this.update({ failure: undefined });
      });
    } catch (failure) {
      this.update({ failure });
    }
  }

  #replace(page: Page<Message>): void {
    this.update({
      messages: page.items,
      older: edge(page.prevCursor),
      newer: edge(page.nextCursor),
      arrived: 0,
    });
    page.items.forEach((message) => this.#settle(message.clientMessageId));
  }

  #letGoOfOldest(): void {
    const messages = this.state.messages ?? [];
    if (messages.length > MOST && (this.following || !this.isAtEnd)) {
      this.update({ messages: messages.slice(-MOST), older: UNKNOWN });
    }
  }

  /** One after the other: they were written in this order. */
  #transmit(message: OutgoingMessage): void {
    this.#sending = this.#sending.then(async () => {
      try {
        this.received(await this.#api.send(this.range, message));
      } catch (error) {
        const waits = error instanceof ProblemError && error.retryable;
        const offline = error instanceof ProblemError && error.status === 0;
        this.#changeOutgoing(message, { failure: offline ? 'You are offline.' : explain(error), waits });
      }
    });
  }

  #sendWaiting(): void {
    this.state.outgoing.filter((outgoing) => outgoing.waits).forEach((message) => this.retry(message));
  }

  /** The answer to sending and the event of the message come in any order: the first one ends the local echo. */
  #settle(clientMessageId: string | null | undefined): void {
    const outgoing = this.state.outgoing.filter((other) => other.clientMessageId !== clientMessageId);
    if (outgoing.length < this.state.outgoing.length) {
      this.update({ outgoing });
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

function edge(cursor: string | null | undefined): Edge {
  return cursor ? { kind: 'more', cursor } : END;
}
