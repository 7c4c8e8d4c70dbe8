import type { RestClient, TidingsClient } from '@tidings/client';
import { ChatApi } from './chat-api';
import { ConversationStore } from './conversation-store';

/** One {@link ConversationStore} for each room that was opened, so that going back to it loses nothing. */
export class ConversationStores {
  readonly #api: ChatApi;
  readonly #client: TidingsClient;
  readonly #stores = new Map<string, ConversationStore>();

  constructor(rest: RestClient, client: TidingsClient) {
    this.#api = new ChatApi(rest);
    this.#client = client;
  }

  of(roomId: string): ConversationStore {
    let store = this.#stores.get(roomId);
    if (store === undefined) {
      store = new ConversationStore(roomId, this.#api, this.#client);
      this.#stores.set(roomId, store);
      void store.load();
    }
    return store;
  }
}
