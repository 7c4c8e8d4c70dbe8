import { Store } from '../../app/store';
import type { ChatApi, SearchHit } from '../chat-api';

interface State {
  readonly words: string;
  /** The room to search; `undefined` for all of the user's. */
  readonly roomId: string | undefined;
  /** The newest first; `undefined` while nothing has been searched for. */
  readonly hits: readonly SearchHit[] | undefined;
  readonly more: string | undefined;
  readonly searching: boolean;
  readonly failure: unknown;
}

/** How long nothing is typed before it is searched for. */
const PAUSE_MS = 250;

/** What is searched for, and what was found. */
export class SearchStore extends Store<State> {
  readonly #api: ChatApi;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #latest = 0;

  constructor(api: ChatApi) {
    super({ words: '', roomId: undefined, hits: undefined, more: undefined, searching: false, failure: undefined });
    this.#api = api;
  }

  /** Searches once nothing more is typed. */
  type(words: string): void {
    clearTimeout(this.#pause);
    this.update({ words });
    this.#pause = setTimeout(() => void this.#search(), PAUSE_MS);
  }

  within(roomId: string | undefined): void {
    if (roomId !== this.state.roomId) {
      this.update({ roomId });
      void this.#search();
    }
  }

  async loadMore(): Promise<void> {
    const { words, roomId, more, hits } = this.state;
    if (more !== undefined) {
      await this.#ask(words, roomId, more, hits ?? []);
    }
  }

  async #search(): Promise<void> {
    const words = this.state.words.trim();
    if (words === '') {
      this.#latest += 1;
      this.update({ hits: undefined, more: undefined, searching: false, failure: undefined });
    } else {
      await this.#ask(words, this.state.roomId, undefined, []);
    }
  }

  /** Answers may come in another order than they were asked for; only the last one counts. */
  async #ask(words: string, roomId: string | undefined, cursor: string | undefined, before: readonly SearchHit[]): Promise<void> {
    const asked = ++this.#latest;
    this.update({ searching: true, failure: undefined });
    try {
      const page = await this.#api.search(words, roomId, cursor);
      if (asked === this.#latest) {
        this.update({ hits: [...before, ...page.items], more: page.nextCursor ?? undefined, searching: false });
      }
    } catch (failure) {
      if (asked === this.#latest) {
        this.update({ failure, searching: false });
      }
    }
  }
}
