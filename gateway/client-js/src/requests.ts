import type { ClientFrame, ErrorData, ServerFrame } from './frame';

/** How long the gateway may take to answer a request. */
const TIMEOUT_MS = 10_000;

/** A request over the connection that was refused, not answered in time, or cut off. */
export class RequestError extends Error implements ErrorData {
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
}

interface Pending {
  readonly resolve: (answer: ServerFrame) => void;
  readonly reject: (error: RequestError) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Requests that wait for their `ACK`, `PONG` or `ERROR`, found again by the frame's id. */
export class Requests {
  readonly #pending = new Map<string, Pending>();
  #lastId = 0;

  /** Sends a frame under a new id. The promise is settled by the answer, after 10 seconds, or by {@link abandon}. */
  send(frame: Omit<ClientFrame, 'id'>, transmit: (frame: ClientFrame) => void): Promise<ServerFrame> {
    const id = String(++this.#lastId);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new RequestError({ code: 'timeout', title: 'The gateway did not answer in time.', retryable: true }));
      }, TIMEOUT_MS);
      this.#pending.set(id, { resolve, reject, timer });
      transmit({ ...frame, id });
    });
  }

  /** Whether the frame answered one of these requests. */
  settle(frame: ServerFrame): boolean {
    const pending = frame.id === undefined ? undefined : this.#pending.get(frame.id);
    if (frame.id === undefined || pending === undefined) {
      return false;
    }
    this.#pending.delete(frame.id);
    clearTimeout(pending.timer);
    if (frame.type === 'ERROR') {
      pending.reject(new RequestError(frame.data as ErrorData));
    } else {
      pending.resolve(frame);
    }
    return true;
  }

  /** The connection is gone: no answer will come, and whether the gateway has acted is unknown. */
  abandon(): void {
    const error = new RequestError({ code: 'connection-lost', title: 'The connection was lost.', retryable: true });
    for (const pending of this.#pending.values()) {
      clearTimeout(pending.timer);
      pending.reject(error);
    }
    this.#pending.clear();
  }
}
