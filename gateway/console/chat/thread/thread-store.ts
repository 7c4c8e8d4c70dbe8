import type { TidingsClient } from '@tidings/client';
import { CatchUp } from '../../app/catch-up';
import { reloadOn } from '../../app/reload';
import { Store } from '../../app/store';
import type { TabLink } from '../../app/tab-link';
import type { ChatApi, Thread } from '../chat-api';
import { followMessages } from '../message-events';
import { mentionsUser, type Message } from '../model';
import { amend, merge } from '../timeline';

interface State {
  /** The threads that the user follows or has looked at, by the message that is answered; `undefined` until loaded. */
  readonly threads: ReadonlyMap<string, Thread> | undefined;
  readonly failure: unknown;
}

interface ThreadRead {
  readonly messageId: string;
  readonly seq: number;
}

/** The threads of one room, and what the user has not read in each. */
export class ThreadStore extends Store<State> {
  readonly #roomId: string;
  readonly #userId: string;
  readonly #api: ChatApi;
  readonly #reads: TabLink<ThreadRead>;
  readonly #catchUp = new CatchUp();

  constructor(roomId: string, api: ChatApi, client: TidingsClient, userId: string, reads: TabLink<ThreadRead>) {
    super({ threads: undefined, failure: undefined });
    this.#roomId = roomId;
    this.#userId = userId;
    this.#api = api;
    this.#reads = reads;
    client.on<Message>('MESSAGE_RECEIVED', (message) => {
      if (message.roomId === roomId && message.parentId) {
        this.#answered(message, message.parentId);
      }
    });
    followMessages(client, roomId, {
      changed: (message) => this.#changeMessages((messages) => merge(messages, messages.filter(same(message)).map(() => message))),
      amended: (id, eventSeq, change) => this.#changeMessages((messages) => amend(messages, id, eventSeq, change)),
    });
    // A pointer in a thread is its owner's alone, so no event tells the other tabs.
    reads.onMessage(({ messageId }) => {
      if (this.state.threads?.has(messageId)) {
        void this.look(messageId);
      }
    });
    reloadOn(client, (channel) => channel === `room:${roomId}`, () => this.load());
  }

  /** Those that the user follows, the last answered first. */
  get followed(): readonly Thread[] {
    return [...(this.state.threads?.values() ?? [])]
      .filter((thread) => thread.isFollowed && thread.message.replyCount > 0)
      .sort((one, other) => (other.message.lastReplySeq ?? 0) - (one.message.lastReplySeq ?? 0));
  }

  unreadIn(messageId: string): number {
    return this.state.threads?.get(messageId)?.unreadCount ?? 0;
  }

  /** How many threads have something to read. */
  get unreadThreads(): number {
    return this.followed.filter((thread) => thread.unreadCount > 0).length;
  }

  async load(): Promise<void> {
    try {
      await this.#catchUp.load(
        () => this.#api.threads(this.#roomId),
        (page) => this.update({ threads: new Map(page.items.map((thread) => [thread.message.id, thread])), failure: undefined }),
      );
    } catch (failure) {
      this.update({ failure });
    }
  }

  /** Loads how one thread stands. */
  async look(messageId: string): Promise<void> {
    await this.#catchUp.load(() => this.#api.thread(messageId), (thread) => this.#put(thread)).catch(() => undefined);
  }

  /** Everything in a thread up to `seq` was seen. */
  async markRead(messageId: string, seq: number): Promise<void> {
    const thread = this.state.threads?.get(messageId);
    if (thread !== undefined && thread.isFollowed && thread.lastReadSeq < seq) {
      this.#put({ ...thread, lastReadSeq: seq, unreadCount: 0 });
      this.#put(await this.#api.readThread(messageId, seq));
      this.#reads.tell({ messageId, seq });
    }
  }

  async follow(messageId: string, isFollowed: boolean): Promise<void> {
    await (isFollowed ? this.#api.followThread(messageId) : this.#api.unfollowThread(messageId));
    await this.look(messageId);
  }

  #answered(reply: Message, messageId: string): void {
    const thread = this.state.threads?.get(messageId);
    if (reply.userId === this.#userId || mentionsUser(reply, this.#userId) || thread?.message.userId === this.#userId) {
      // Whoever answers, is answered or is mentioned follows by that.
      void this.look(messageId);
    } else if (thread?.isFollowed && reply.seq > thread.lastReadSeq) {
      this.#put({ ...thread, unreadCount: thread.unreadCount + 1 });
    } else if (thread === undefined) {
      void this.#lookIfOwn(messageId);
    }
  }

  /** The first answer to a message of the user's begins a thread that they follow. */
  async #lookIfOwn(messageId: string): Promise<void> {
    const message = await this.#api.message(messageId).catch(() => undefined);
    if (message?.userId === this.#userId) {
      await this.look(messageId);
    }
  }

  #put(thread: Thread): void {
    this.update({ threads: new Map([...(this.state.threads ?? []), [thread.message.id, thread]]) });
  }

  #changeMessages(change: (messages: readonly Message[]) => readonly Message[]): void {
    this.#catchUp.event(() => {
      const { threads } = this.state;
      if (threads === undefined) {
        return;
      }
      const before = [...threads.values()].map((thread) => thread.message);
      const after = change(before);
      if (after !== before) {
        const byId = new Map(after.map((message) => [message.id, message]));
        this.update({
          threads: new Map([...threads].map(([id, thread]) => [id, { ...thread, message: byId.get(id) ?? thread.message }])),
        });
      }
    });
  }
}

function same(message: Message): (other: Message) => boolean {
  return (other) => other.id === message.id;
}
