import type { RestClient, Subscription, TidingsClient } from '@tidings/client';
import { CatchUp } from '../app/catch-up';
import { type Person } from '../app/person';
import { Store } from '../app/store';
import type { PresenceStatus } from './presence';

interface PersonHere {
  readonly userId: string;
  readonly status: PresenceStatus;
  readonly user: Person;
}

interface Here {
  readonly count: number;
  readonly people: readonly PersonHere[];
}

interface Watched extends Here {
  readonly channel: string;
  readonly watchedUntil: string;
}

const NOBODY: Here = { count: 0, people: [] };
/** Before the server's word is over, by how much it is asked again. */
const EARLY_MS = 30_000;

/** Who else looks at the page that the user looks at. */
export class HereStore extends Store<Here> {
  readonly #rest: RestClient;
  readonly #client: TidingsClient;
  readonly #userId: string;
  readonly #catchUp = new CatchUp();
  #page: string | undefined;
  #channel: string | undefined;
  #subscription: Subscription | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(rest: RestClient, client: TidingsClient, userId: string) {
    super(NOBODY);
    this.#rest = rest;
    this.#client = client;
    this.#userId = userId;
    client.on<Here>('PRESENCE_HERE', (here, frame) => {
      if (frame.channel === this.#channel) {
        this.#catchUp.event(() => this.update(here));
      }
    });
    client.onState((state) => {
      if (state.kind === 'connected' && this.#page !== undefined) {
        void this.#watch(this.#page);
      }
    });
  }

  /** The others, those first who are named. */
  get others(): readonly PersonHere[] {
    return this.state.people.filter(({ userId }) => userId !== this.#userId);
  }

  at(page: string): void {
    if (page !== this.#page) {
      this.#leave();
      this.#page = page;
      void this.#watch(page);
    }
  }

  stop(): void {
    this.#leave();
    this.#page = undefined;
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#subscription?.cancel();
    this.#subscription = this.#channel = undefined;
    this.update(NOBODY);
  }

  async #watch(page: string): Promise<void> {
    clearTimeout(this.#timer);
    try {
      await this.#catchUp.load(
        () => this.#rest.get<Watched>('/api/realtime/presence/here', { page }),
        ({ channel, watchedUntil, ...here }) => {
          if (page !== this.#page) {
            return;
          }
          if (channel !== this.#channel) {
            this.#channel = channel;
            this.#subscription = this.#client.subscribe(channel);
          }
          const again = Math.max(EARLY_MS, Date.parse(watchedUntil) - Date.now() - EARLY_MS);
          this.#timer = setTimeout(() => void this.#watch(page), again);
          this.update(here);
        },
      );
    } catch {
      if (page === this.#page) {
        this.#timer = setTimeout(() => void this.#watch(page), EARLY_MS);
      }
    }
  }
}
