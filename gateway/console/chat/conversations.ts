import { Conversation, type ConversationContext } from './conversation';

/** One {@link Conversation} for each room that was opened, so that going back to it loses nothing. */
export class Conversations {
  readonly #context: ConversationContext;
  readonly #opened = new Map<string, Conversation>();

  constructor(context: ConversationContext) {
    this.#context = context;
  }

  of(roomId: string): Conversation {
    let conversation = this.#opened.get(roomId);
    if (conversation === undefined) {
      conversation = new Conversation(roomId, this.#context);
      this.#opened.set(roomId, conversation);
      conversation.load();
    }
    return conversation;
  }

  /** The page is left: what waits to be undone no longer does. */
  close(): void {
    this.#opened.forEach((conversation) => conversation.deletions.finish());
  }
}
