/** How long an answer to `PING` may take before the connection counts as dead. */
const ANSWER_MS = 10_000;

/**
 * Keeps a connection alive and notices when it died without telling. It sends a `PING` at every interval, because the
 * gateway ends a connection that it doesn't hear from, and reports the connection as stale when nothing at all
 * comes back. A browser offers no other way to see a half-open connection.
 */
export class Heartbeat {
  readonly #ping: () => void;
  readonly #stale: () => void;
  #interval: ReturnType<typeof setInterval> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;

  constructor(ping: () => void, stale: () => void) {
    this.#ping = ping;
    this.#stale = stale;
  }

  start(intervalMs: number): void {
    this.stop();
    this.#interval = setInterval(() => this.probe(), intervalMs);
  }

  /** Anything received is a sign of life. */
  heard(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  /** Asks for a sign of life now, e.g. after the computer slept. */
  probe(): void {
    this.#deadline ??= setTimeout(this.#stale, ANSWER_MS);
    this.#ping();
  }

  stop(): void {
    clearInterval(this.#interval);
    this.heard();
  }
}
