import type { RestClient, TidingsClient } from '@tidings/client';
import { CatchUp } from '../app/catch-up';
import { reloadOn } from '../app/reload';
import { Store } from '../app/store';

export type Choice = 'automatic' | 'away' | 'busy' | 'invisible';

/** What the user chose, on all of their devices. */
export interface OwnPresence {
  readonly choice: Choice;
  readonly choiceExpiresAt?: string | null;
  readonly visibility: 'workspace' | 'contacts';
  readonly message?: string | null;
  readonly messageExpiresAt?: string | null;
}

interface State {
  /** `undefined` until it is loaded. */
  readonly own: OwnPresence | undefined;
}

/** How the user wants to be seen, kept true by `PRESENCE_SETTINGS_UPDATED`. */
export class OwnPresenceStore extends Store<State> {
  readonly #rest: RestClient;
  readonly #catchUp = new CatchUp();

  constructor(rest: RestClient, client: TidingsClient, userId: string) {
    super({ own: undefined });
    this.#rest = rest;
    client.on<OwnPresence>('PRESENCE_SETTINGS_UPDATED', (own) => this.#catchUp.event(() => this.update({ own })));
    reloadOn(client, (channel) => channel === `user:${userId}`, () => this.load());
  }

  async load(): Promise<void> {
    // Without it the picker shows what is usual; the next change brings it.
    await this.#catchUp
      .load(
        () => this.#rest.get<OwnPresence>('/api/realtime/presence'),
        (own) => this.update({ own }),
      )
      .catch(() => undefined);
  }

  async choose(wish: {
    readonly choice: Choice;
    readonly visibility: OwnPresence['visibility'];
    readonly message: string;
    /** In minutes; `undefined` for never. */
    readonly clearAfter: number | undefined;
  }): Promise<void> {
    const until = wish.clearAfter && new Date(Date.now() + wish.clearAfter * 60_000).toISOString();
    const own = await this.#rest.post<OwnPresence>('/api/realtime/presence', {
      status: wish.choice === 'automatic' ? 'online' : wish.choice,
      visibility: wish.visibility,
      message: wish.message,
      ...(until && { statusExpiresAt: until, messageExpiresAt: until }),
    });
    this.update({ own });
  }
}
