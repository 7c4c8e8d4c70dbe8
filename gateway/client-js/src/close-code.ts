/** Closed by this side on purpose. */
export const NORMAL_CLOSURE = 1000;

/** Chosen by this side when the connection went silent or unreadable; in the range that means "connect again". */
export const STALE_CLOSURE = 4400;

/** The gateway's close codes. Those that are not listed are treated by their range. */
export const CloseCode = {
  /** The gateway didn't hear this client for two heartbeats. */
  STALE: 4001,
  /** The gateway is about to stop; `DISCONNECT` says after how long to come back. */
  DRAIN: 4002,
  /** This client reads more slowly than its channels' events come. */
  SLOW_CONSUMER: 4003,
  /** The token's time is over. */
  TOKEN_EXPIRED: 4004,
  /** A fault of the gateway's. */
  INTERNAL: 4005,
  /** Too many frames or connections in a short time. */
  RATE_LIMITED: 4006,
  /** The first `AUTH` frame didn't come in time. */
  AUTH_TIMEOUT: 4007,
  /** This client sent what no client sends. */
  PROTOCOL_VIOLATION: 4500,
  /** The token was revoked: its user has to sign in again. */
  TOKEN_REVOKED: 4501,
  /** The user has as many connections as they may. */
  TOO_MANY_CONNECTIONS: 4502,
} as const;

const FIRST_OF_GATEWAY = 4000;
const FIRST_FINAL = 4500;
const LAST = 4999;

/** 4500 to 4999 are the gateway's final codes: the same client would be refused again. Everything else may be retried. */
export function isFinal(code: number): boolean {
  return code >= FIRST_FINAL && code <= LAST;
}

/** Whether the gateway itself said so: then the way to it is open. */
export function isOfGateway(code: number): boolean {
  return code >= FIRST_OF_GATEWAY && code <= LAST && code !== STALE_CLOSURE;
}
