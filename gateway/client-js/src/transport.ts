import { CloseCode } from './close-code.ts';

export type TransportKind = 'websocket' | 'sse';

/** What a transport tells. After `closed`, and after this side has closed it, it tells nothing more. */
export interface TransportListener {
  /** Frames may be sent from now on. */
  opened(): void;
  received(text: string): void;
  /** Something came that is no frame. */
  heard(): void;
  closed(code: number, reason: string): void;
}

/** One way to the gateway, used once. */
export interface Transport {
  readonly kind: TransportKind;
  /** Sends a text, or drops it when the transport is not open or has no way back. Tells whether it was sent. */
  send(text: string): boolean;
  close(code: number, reason: string): void;
}

/** Abnormal closure (RFC 6455): what a browser reports when there was no handshake, or no close frame. */
export const ABNORMAL_CLOSURE = 1006;

/** The gateway refused before there was a transport. */
export class TransportRefused extends Error {
  readonly code: number;

  constructor(code: number, reason: string) {
    super(reason);
    this.name = 'TransportRefused';
    this.code = code;
  }
}

const UNAUTHORIZED = 401;
const TOO_MANY_REQUESTS = 429;

/** The close code of a WebSocket that is refused for the same reason as an HTTP request was. */
export function closeCodeOf(status: number): number {
  switch (status) {
    case UNAUTHORIZED:
      return CloseCode.TOKEN_EXPIRED;
    case TOO_MANY_REQUESTS:
      return CloseCode.RATE_LIMITED;
    default:
      return ABNORMAL_CLOSURE;
  }
}
