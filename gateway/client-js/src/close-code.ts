/** Closed by this side on purpose. */
export const NORMAL_CLOSURE = 1000;

/** Chosen by this side when the connection went silent; in the range that means "connect again". */
export const STALE_CLOSURE = 4400;

/** 4500 to 4999 are the gateway's final codes: the same client would be refused again. Everything else may be retried. */
export function isFinal(code: number): boolean {
  return code >= 4500 && code <= 4999;
}
