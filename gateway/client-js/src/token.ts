export interface TokenRequest {
  /** Whether the last token ended or was refused, so that a new one is needed. */
  readonly renew: boolean;
}

/** Gives the token to sign in with. */
export type TokenSource = (request: TokenRequest) => string | Promise<string>;

/**
 * When a JWT ends, in milliseconds since 1970, by its own words; `undefined` when it doesn't say, or isn't a JWT.
 * The gateway verifies the token; this is only for renewing it in time.
 */
export function expiryOf(token: string): number | undefined {
  try {
    const payload = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    const { exp } = JSON.parse(atob(payload)) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1_000 : undefined;
  } catch {
    return undefined;
  }
}
