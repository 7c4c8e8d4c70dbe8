import type { Page, RestClient, TidingsClient } from '@tidings/client';
import { CatchUp } from '../app/catch-up';
import { displayName } from '../app/person';
import { reloadOn } from '../app/reload';
import { Store } from '../app/store';
import type { Presence, PresenceStatus } from './presence';
import { Wanted } from './wanted';

interface Counts {
  readonly total: number;
}

/** Who of the workspace is what; without `items` where too many are online. */
interface Roster {
  readonly version: number;
  readonly counts: Counts;
  readonly items: readonly Presence[] | null;
  readonly position?: Page<Presence>['position'];
}

interface RosterChange {
  readonly version: number;
  readonly previousVersion: number;
  readonly counts: Counts;
  readonly changes: readonly Presence[] | null;
}

interface Changes {
  readonly seq: number;
  readonly changes: readonly Presence[];
}

interface State {
  /** Those of whom it is known that they are online, by name. */
  readonly people: readonly Presence[];
  /** How many are online, known or not. */
  readonly total: number;
  readonly loaded: boolean;
  readonly failure: unknown;
}

const ROSTER = 'presence:*';
const TOGETHER_MS = 150;

/**
 * Who of the workspace is online, and how those are who are shown. The workspace is followed as a whole, and in a large
 * one, of which only counts are told, those whom somebody has asked for.
 */
export class PresenceStore extends Store<State> {
  readonly #rest: RestClient;
  readonly #client: TidingsClient;
  readonly #catchUp = new CatchUp();
  readonly #known = new Map<string, Presence>();
  readonly #wanted = new Wanted();
  #version = 0;
  #seq = 0;
  #due = false;

  constructor(rest: RestClient, client: TidingsClient) {
    super({ people: [], total: 0, loaded: false, failure: undefined });
    this.#rest = rest;
    this.#client = client;
    client.subscribe(ROSTER);
    client.on<Presence>('PRESENCE_UPDATE', (presence) => this.#catchUp.event(() => this.#take([presence])));
    client.on<RosterChange>('PRESENCE_LIST', (change) => this.#catchUp.event(() => this.#rosterChanged(change)));
    client.on<Changes>('PRESENCE_CHANGES', (changes) => this.#followedChanged(changes));
    client.onState((state) => {
      if (state.kind === 'connected') {
        this.#follow();
      }
    });
    reloadOn(client, (channel) => channel === ROSTER || channel === 'workspace', () => this.load());
  }

  /** How somebody is; asking is being interested from now on. */
  presenceOf(userId: string): Presence | undefined {
    if (this.#wanted.add(userId)) {
      this.#followSoon();
    }
    return this.#known.get(userId);
  }

  statusOf(userId: string): PresenceStatus {
    return this.presenceOf(userId)?.status ?? 'offline';
  }

  async load(): Promise<void> {
    try {
      await this.#catchUp.load(
        () => this.#rest.get<Roster>('/api/realtime/presence/workspace'),
        ({ version, counts, items, position }) => {
          this.#client.resumeFrom(ROSTER, position);
          this.#version = version;
          const present = new Set(items?.map(({ userId }) => userId));
          for (const [userId, presence] of this.#known) {
            if (items !== null && presence.isOnline && !present.has(userId)) {
              this.#known.delete(userId);
            }
          }
          items?.forEach((presence) => this.#known.set(presence.userId, presence));
          this.update({ people: this.#present(), total: counts.total, loaded: true, failure: undefined });
        },
      );
    } catch (failure) {
      this.update({ failure });
    }
  }

  #rosterChanged({ version, previousVersion, counts, changes }: RosterChange): void {
    if (version <= this.#version) {
      return;
    }
    const isGap = previousVersion > this.#version;
    this.#version = version;
    this.#take(changes ?? [], counts.total);
    if (isGap && changes !== null) {
      void this.load();
    }
  }

  #followedChanged({ seq, changes }: Changes): void {
    const isGap = seq > 0 && seq !== this.#seq + 1;
    this.#seq = seq;
    this.#take(changes);
    if (isGap) {
      this.#followSoon();
    }
  }

  #take(changes: readonly Presence[], total = this.state.total): void {
    for (const presence of changes) {
      if (presence.version > (this.#known.get(presence.userId)?.version ?? -1)) {
        this.#known.set(presence.userId, presence);
      }
    }
    this.update({ people: this.#present(), total });
  }

  #present(): readonly Presence[] {
    return sorted([...this.#known.values()].filter(({ isOnline }) => isOnline));
  }

  /** Those who are asked for while a page is drawn are asked for together. */
  #followSoon(): void {
    if (!this.#due) {
      this.#due = true;
      setTimeout(() => {
        this.#due = false;
        this.#follow();
      }, TOGETHER_MS);
    }
  }

  /** Whoever can't be followed now is so at the next connection, or when somebody else is asked for. */
  #follow(): void {
    if (this.#client.state.kind === 'connected' && this.#wanted.users.length > 0) {
      this.#client.watchPresence(this.#wanted.users).catch(() => undefined);
    }
  }
}

function sorted(people: readonly Presence[]): readonly Presence[] {
  return [...people].sort((one, other) => displayName(one.user).localeCompare(displayName(other.user)));
}
