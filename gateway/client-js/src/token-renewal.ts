import type { Cancel, Clock } from './clock.ts';
import type { ConnectedData, ServerFrame } from './frame.ts';
import { expiryOf, type TokenSource } from './token.ts';

/** A token is renewed when a fifth of its time is left, but not earlier than a minute before its end. */
const MARGIN = 5;
const EARLIEST_MS = 60_000;

/** How long to wait after a renewal that gave nothing new. */
const AGAIN_MS = 5_000;

/** A day; longer waits are cut into these. */
const LONGEST_MS = 86_400_000;

/** Shows the gateway a newer token before the present one ends, so that the connection goes on. */
export class TokenRenewal {
  readonly #clock: Clock;
  readonly #source: TokenSource;
  readonly #authenticate: (token: string) => Promise<ServerFrame>;
  #token = '';
  #skewMs = 0;
  #timer: Cancel | undefined;
  #generation = 0;

  /** `authenticate` sends `AUTH` and is resolved by its `ACK`. */
  constructor(clock: Clock, source: TokenSource, authenticate: (token: string) => Promise<ServerFrame>) {
    this.#clock = clock;
    this.#source = source;
    this.#authenticate = authenticate;
  }

  /** A connection is up with this token. */
  start(token: string, session: ConnectedData, serverTime: string | undefined): void {
    this.stop();
    this.#token = token;
    // The user's clock may be wrong; what counts is the gateway's.
    this.#skewMs = serverTime === undefined ? 0 : Date.parse(serverTime) - this.#clock.now();
    this.#schedule(timeOf(session.tokenExpiresAt) ?? expiryOf(token));
  }

  stop(): void {
    this.#generation += 1;
    this.#timer?.();
    this.#timer = undefined;
  }

  #schedule(expiresAt: number | undefined): void {
    if (expiresAt === undefined) {
      return;
    }
    const left = expiresAt - this.#clock.now() - this.#skewMs;
    const delay = Math.max(0, left - Math.min(EARLIEST_MS, left / MARGIN));
    this.#timer =
      delay > LONGEST_MS
        ? this.#clock.after(LONGEST_MS, () => this.#schedule(expiresAt))
        : this.#clock.after(delay, () => void this.#renew(expiresAt));
  }

  async #renew(expiresAt: number): Promise<void> {
    const generation = this.#generation;
    try {
      const token = await this.#source({ renew: true });
      if (generation !== this.#generation) {
        return;
      }
      if (token !== this.#token) {
        const { data } = await this.#authenticate(token);
        if (generation === this.#generation) {
          this.#token = token;
          this.#schedule(timeOf((data as Partial<ConnectedData> | undefined)?.tokenExpiresAt) ?? expiryOf(token));
        }
        return;
      }
    } catch {
      // Tried again below; when it never succeeds, the gateway ends the connection with `token-expired`.
    }
    if (generation === this.#generation && this.#clock.now() + this.#skewMs < expiresAt) {
      this.#timer = this.#clock.after(AGAIN_MS, () => void this.#renew(expiresAt));
    }
  }
}

function timeOf(timestamp: string | undefined): number | undefined {
  const time = timestamp === undefined ? NaN : Date.parse(timestamp);
  return Number.isNaN(time) ? undefined : time;
}
