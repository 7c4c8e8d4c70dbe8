import type { Cancel, Clock } from './clock.ts';

/** How long an answer to `PING` may take before the connection counts as dead. */
const ANSWER_MS = 10_000;

/**
 * Keeps a connection alive and notices when it died without telling. It sends a `PING` at every interval and reports
 * the connection as stale when nothing at all comes back: a browser offers no other way to see a half-open connection.
 * On a connection that can't be written to, it reports when nothing was heard for two intervals.
 */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #ping: () => void;
  readonly #stale: () => void;
  #intervalMs = 0;
  #listenOnly = false;
  #next: Cancel | undefined;
  #deadline: Cancel | undefined;

  constructor(clock: Clock, ping: () => void, stale: () => void) {
    this.#clock = clock;
    this.#ping = ping;
    this.#stale = stale;
  }

  start(intervalMs: number, listenOnly: boolean): void {
    this.stop();
    this.#intervalMs = intervalMs;
    this.#listenOnly = listenOnly;
    if (listenOnly) {
      this.heard();
    } else {
      this.#schedule();
    }
  }

  /** Anything received is a sign of life. */
  heard(): void {
    this.#deadline?.();
    this.#deadline =
      this.#listenOnly && this.#intervalMs > 0 ? this.#clock.after(2 * this.#intervalMs, this.#stale) : undefined;
  }

  /** Asks for a sign of life now, e.g. after the computer slept. */
  probe(): void {
    if (!this.#listenOnly) {
      this.#deadline ??= this.#clock.after(ANSWER_MS, this.#stale);
      this.#ping();
    }
  }

  stop(): void {
    this.#next?.();
    this.#deadline?.();
    this.#next = this.#deadline = undefined;
    this.#intervalMs = 0;
  }

  #schedule(): void {
    this.#next = this.#clock.after(this.#intervalMs, () => {
      this.#schedule();
      this.probe();
    });
  }
}
