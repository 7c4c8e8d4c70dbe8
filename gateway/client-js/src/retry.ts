import type { Backoff } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { RequestError } from './requests.ts';

/** How long a request is repeated. */
const PATIENCE_MS = 30_000;

/** What does the same when it is done twice. */
const REPEATABLE = new Set([
  'PING',
  'MESSAGE_READ',
  'NOTIFICATION_READ',
  'NOTIFICATION_READ_ALL',
  'PRESENCE_UPDATE',
]);

/** Repeats requests that failed for now and may be repeated. */
export class Retry {
  readonly #clock: Clock;
  readonly #newBackoff: () => Backoff;
  readonly #connection: Connection;

  constructor(clock: Clock, newBackoff: () => Backoff, connection: Connection) {
    this.#clock = clock;
    this.#newBackoff = newBackoff;
    this.#connection = connection;
  }

  /** Resolved or rejected as the last attempt was. */
  async run<T>(type: string, data: unknown, attempt: () => Promise<T>): Promise<T> {
    if (!isRepeatable(type, data)) {
      return attempt();
    }
    const until = this.#clock.now() + PATIENCE_MS;
    const backoff = this.#newBackoff();
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof RequestError) || !error.retryable) {
          throw error;
        }
        const delayMs = error.retryAfterMs === undefined ? backoff.next() : backoff.atLeast(error.retryAfterMs);
        if (this.#connection.state.kind === 'closed' || this.#clock.now() + delayMs > until) {
          throw error;
        }
        await this.#wait(delayMs);
        if (!(await this.#connected(until))) {
          throw error;
        }
      }
    }
  }

  #wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.#clock.after(delayMs, resolve));
  }

  /** Waits for a connection. Tells whether there is one in time. */
  #connected(until: number): Promise<boolean> {
    if (this.#isUsable) {
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const end = (connected: boolean) => {
        cancel();
        unsubscribe();
        resolve(connected);
      };
      const cancel = this.#clock.after(Math.max(0, until - this.#clock.now()), () => end(false));
      const unsubscribe = this.#connection.on('state', (state) => {
        if (this.#isUsable || state.kind === 'closed') {
          end(this.#isUsable);
        }
      });
    });
  }

  get #isUsable(): boolean {
    return this.#connection.state.kind === 'connected' && !this.#connection.isLeaving;
  }
}

function isRepeatable(type: string, data: unknown): boolean {
  return (
    REPEATABLE.has(type) ||
    (type === 'MESSAGE_SEND' && typeof (data as { clientMessageId?: unknown })?.clientMessageId === 'string')
  );
}
