import type { TidingsClient } from '@tidings/client';
import type { Notices } from '../app/notices';
import { displayName, type Person } from '../app/person';
import type { TabLink } from '../app/tab-link';
import type { ChatApi } from './chat-api';
import { DeletionStore } from './message/deletion-store';
import { authorOf, type Message } from './model';
import { PinStore } from './pin/pin-store';
import { QuotedMessages } from './quoted-messages';
import { ReceiptStore } from './receipt/receipt-store';
import { RoomMembers } from './room-members';
import { ThreadStore } from './thread/thread-store';
import { TimelineStore } from './timeline-store';
import { TypingStore } from './typing/typing-store';

/** What conversations share. */
export interface ConversationContext {
  readonly api: ChatApi;
  readonly client: TidingsClient;
  readonly notices: Notices;
  readonly self: Person;
  readonly threadReads: TabLink<{ readonly messageId: string; readonly seq: number }>;
}

/** Everything that goes on in one room, and what the user does there. */
export class Conversation {
  readonly roomId: string;
  readonly timeline: TimelineStore;
  readonly members: RoomMembers;
  readonly quoted: QuotedMessages;
  readonly pins: PinStore;
  readonly threads: ThreadStore;
  readonly receipts: ReceiptStore;
  readonly typing: TypingStore;
  readonly deletions: DeletionStore;
  readonly #context: ConversationContext;
  readonly #threadTimelines = new Map<string, TimelineStore>();

  constructor(roomId: string, context: ConversationContext) {
    const { api, client, notices, self, threadReads } = context;
    this.roomId = roomId;
    this.#context = context;
    this.timeline = new TimelineStore({ roomId }, api, client);
    this.members = new RoomMembers(roomId, api, client);
    this.quoted = new QuotedMessages(roomId, api, client);
    this.pins = new PinStore(roomId, api, client);
    this.threads = new ThreadStore(roomId, api, client, self.id, threadReads);
    this.receipts = new ReceiptStore(roomId, api, client);
    this.typing = new TypingStore(roomId, client, self.id);
    this.deletions = new DeletionStore(api, notices);
  }

  get self(): Person {
    return this.#context.self;
  }

  get notices(): Notices {
    return this.#context.notices;
  }

  get api(): ChatApi {
    return this.#context.api;
  }

  load(): void {
    void this.timeline.load();
    void this.pins.load();
    void this.threads.load();
  }

  /** The answers to a message. */
  thread(messageId: string): TimelineStore {
    let timeline = this.#threadTimelines.get(messageId);
    if (timeline === undefined) {
      timeline = new TimelineStore({ roomId: this.roomId, parentId: messageId }, this.api, this.#context.client);
      this.#threadTimelines.set(messageId, timeline);
      void timeline.load();
      void this.threads.look(messageId);
    }
    return timeline;
  }

  /** A message of the room, wherever it is known from; loaded if it isn't. */
  message(id: string): Message | undefined {
    return this.timeline.message(id) ?? this.quoted.get(id);
  }

  /** The name of somebody who has written here, as far as it is known; otherwise the id. */
  nameOf(userId: string): string {
    const message = this.timeline.state.messages?.findLast((other) => other.userId === userId);
    return message === undefined ? userId : displayName(authorOf(message));
  }

  /** Rejected if somebody has edited it meanwhile. */
  async edit(message: Message, text: string): Promise<void> {
    this.#changed(await this.api.edit(message.id, text, message.version));
  }

  /** Reacts, or takes the reaction back. */
  async toggleReaction(message: Message, emoji: string): Promise<void> {
    const reaction = message.reactions.find((other) => other.emoji === emoji);
    try {
      if (reaction?.users.includes(this.self.id)) {
        await this.api.unreact(message.id, emoji);
        return;
      }
      const { reactions, eventSeq } = await this.api.react(message.id, emoji);
      if (eventSeq <= message.eventSeq && reaction !== undefined && reaction.count > reaction.users.length) {
        // Nothing has changed: the user is one of those who are not named.
        await this.api.unreact(message.id, emoji);
      } else {
        this.#timelines.forEach((timeline) => timeline.amended(message.id, eventSeq, { reactions }));
      }
    } catch (error) {
      this.notices.failed('The reaction was not taken', error);
    }
  }

  async setPinned(message: Message, isPinned: boolean): Promise<void> {
    try {
      await (isPinned ? this.api.pin(message.id) : this.api.unpin(message.id));
    } catch (error) {
      this.notices.failed(isPinned ? 'The message could not be pinned' : 'The message could not be unpinned', error);
    }
  }

  async erase(message: Message): Promise<void> {
    try {
      await this.api.erase(message.id);
    } catch (error) {
      this.notices.failed('The message could not be erased', error);
    }
  }

  get #timelines(): readonly TimelineStore[] {
    return [this.timeline, ...this.#threadTimelines.values()];
  }

  #changed(message: Message): void {
    this.#timelines.forEach((timeline) => timeline.changed(message));
    this.quoted.changed(message);
  }
}
