import type { Cancel, Clock } from './clock.ts';
import type { ClientFrame, ErrorData, ServerFrame } from './frame.ts';

/** How long the gateway may take to answer a request. */
const TIMEOUT_MS = 10_000;

/** A request over the connection that was refused, not answered in time, or cut off. */
export class RequestError extends Error {
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(error: ErrorData) {
    super(error.detail ?? error.title);
    this.name = 'RequestError';
    this.code = error.code;
    this.title = error.title;
    this.detail = error.detail;
    this.retryable = error.retryable;
    this.retryAfterMs = error.retryAfterMs;
  }

  static notConnected(): RequestError {
    return new RequestError({ code: 'not-connected', title: 'There is no connection.', retryable: true });
  }
}

interface Pending {
  readonly answered: (answer: ServerFrame) => void;
  readonly failed: (error: RequestError) => void;
  readonly cancelTimeout: Cancel;
}

/** Requests that wait for their `ACK` or `ERROR`, found again by the frame's id. */
export class Requests {
  readonly #clock: Clock;
  readonly #pending = new Map<string, Pending>();
  #lastId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many wait. */
  get size(): number {
    return this.#pending.size;
  }

  /**
   * Sends a frame under a new id. One of the two functions is called, once: before anything that comes after the answer
   * is looked at, after the time-out, or by {@link abandon}.
   */
  send(
    frame: Omit<ClientFrame, 'id'>,
    transmit: (frame: ClientFrame) => boolean,
    answered: (answer: ServerFrame) => void,
    failed: (error: RequestError) => void,
    timeoutMs = TIMEOUT_MS,
  ): void {
    const id = String(++this.#lastId);
    const cancelTimeout = this.#clock.after(timeoutMs, () => {
      this.#pending.delete(id);
      failed(new RequestError({ code: 'timeout', title: 'The gateway did not answer in time.', retryable: true }));
    });
    this.#pending.set(id, { answered, failed, cancelTimeout });
    if (!transmit({ ...frame, id })) {
      this.#pending.delete(id);
      cancelTimeout();
      failed(RequestError.notConnected());
    }
  }

  /** Whether the frame answered one of these requests, or belongs to one. */
  settle(frame: ServerFrame): boolean {
    const pending = frame.id === undefined ? undefined : this.#pending.get(frame.id);
    if (frame.id === undefined || pending === undefined) {
      return false;
    }
    // A PING with an id is answered by PONG and then by its ACK.
    if (frame.type === 'ACK' || frame.type === 'ERROR') {
      this.#pending.delete(frame.id);
      pending.cancelTimeout();
      if (frame.type === 'ERROR') {
        pending.failed(new RequestError(frame.data as ErrorData));
      } else {
        pending.answered(frame);
      }
    }
    return true;
  }

  /** The connection is gone: no answer will come, and whether the gateway has acted is unknown. */
  abandon(): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { cancelTimeout, failed } of pending) {
      cancelTimeout();
      failed(new RequestError({ code: 'connection-lost', title: 'The connection was lost.', retryable: true }));
    }
  }
}
