import type { Notices } from '../../app/notices';
import { Store } from '../../app/store';
import type { ChatApi } from '../chat-api';
import type { Message } from '../model';

/** How long a deletion can be undone. */
export const UNDO_MS = 6_000;

/** Messages that the user has deleted and may still want back: the server is told when that time is over. */
export class DeletionStore extends Store<{ readonly pending: ReadonlySet<string> }> {
  readonly #api: ChatApi;
  readonly #notices: Notices;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(api: ChatApi, notices: Notices) {
    super({ pending: new Set() });
    this.#api = api;
    this.#notices = notices;
    addEventListener('pagehide', () => this.finish());
  }

  remove(message: Message): void {
    this.#timers.set(message.id, setTimeout(() => void this.#carryOut(message.id), UNDO_MS));
    this.#show();
  }

  undo(messageId: string): void {
    clearTimeout(this.#timers.get(messageId));
    this.#timers.delete(messageId);
    this.#show();
  }

  /** Carries out what is left, because nobody can undo it any more. */
  finish(): void {
    [...this.#timers.keys()].forEach((messageId) => void this.#carryOut(messageId));
  }

  async #carryOut(messageId: string): Promise<void> {
    clearTimeout(this.#timers.get(messageId));
    try {
      await this.#api.deleteMessage(messageId);
    } catch (error) {
      this.#notices.failed('The message could not be deleted', error);
    } finally {
      this.#timers.delete(messageId);
      this.#show();
    }
  }

  #show(): void {
    this.update({ pending: new Set(this.#timers.keys()) });
  }
}
