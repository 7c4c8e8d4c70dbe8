import type { TransportKind } from './transport.ts';

/** How many WebSocket handshakes may fail in a row before the other way is tried. */
const FAILURES = 3;

const FIRST_RETURN_MS = 30_000;
const LONGEST_RETURN_MS = 3_600_000;

/**
 * Which way to try next. Events are streamed over HTTP only when WebSockets fail and HTTP does not: when neither works,
 * the gateway is away, which says nothing about WebSockets.
 */
export class TransportChoice {
  readonly #allowed: boolean;
  #failures = 0;
  #returnMs = FIRST_RETURN_MS;

  /** Never anything but WebSockets if not `allowed`. */
  constructor(allowed: boolean) {
    this.#allowed = allowed;
  }

  next(): TransportKind {
    return this.#allowed && this.#failures >= FAILURES ? 'sse' : 'websocket';
  }

  /** No session came about that way. */
  failed(kind: TransportKind): void {
    this.#failures = kind === 'websocket' ? this.#failures + 1 : 0;
  }

  connected(kind: TransportKind): void {
    if (kind === 'websocket') {
      this.#failures = 0;
      this.#returnMs = FIRST_RETURN_MS;
    }
  }

  /** How long to stay with the stream before a WebSocket is tried again: longer each time. */
  returnAfterMs(): number {
    const after = this.#returnMs;
    this.#returnMs = Math.min(LONGEST_RETURN_MS, 2 * after);
    return after;
  }

  /** One WebSocket is tried now; if it fails, the stream is next. */
  tryWebSocketOnce(): void {
    this.#failures = FAILURES - 1;
  }
}
