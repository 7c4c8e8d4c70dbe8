import type { RestClient, TidingsClient } from '@tidings/client';
import { CatchUp } from '../app/catch-up';
import { reloadOn } from '../app/reload';
import { displayName, type Person } from '../app/person';
import { Store } from '../app/store';

export type PresenceStatus = 'online' | 'away' | 'busy' | 'offline';

/** A user's presence: over all of their devices. */
export interface Presence {
  readonly userId: string;
  readonly isOnline: boolean;
  readonly status: PresenceStatus;
  readonly lastSeenAt?: string | null;
  readonly user: Person;
}

interface State {
  /** Who is online, by name. */
  readonly people: readonly Presence[];
  readonly loaded: boolean;
  readonly failure: unknown;
}

/** Who of the workspace is online, kept true by `PRESENCE_UPDATE`. */
export class PresenceStore extends Store<State> {
  readonly #rest: RestClient;
  readonly #catchUp = new CatchUp();

  constructor(rest: RestClient, client: TidingsClient) {
    super({ people: [], loaded: false, failure: undefined });
    this.#rest = rest;
    client.on<Presence>('PRESENCE_UPDATE', (presence) => this.#catchUp.event(() => this.#changed(presence)));
    reloadOn(client, (channel) => channel === 'workspace', () => this.load());
  }

  statusOf(userId: string): PresenceStatus {
    return this.state.people.find((presence) => presence.userId === userId)?.status ?? 'offline';
  }

  async load(): Promise<void> {
    try {
      await this.#catchUp.load(
        () => this.#rest.all<Presence>('/api/realtime/online-users'),
        (people) => this.update({ people: sorted(people), loaded: true, failure: undefined }),
      );
    } catch (failure) {
      this.update({ failure });
    }
  }

  #changed(presence: Presence): void {
    const others = this.state.people.filter((other) => other.userId !== presence.userId);
    this.update({ people: sorted(presence.isOnline ? [...others, presence] : others) });
  }
}

function sorted(people: readonly Presence[]): readonly Presence[] {
  return [...people].sort((one, other) => displayName(one.user).localeCompare(displayName(other.user)));
}
