import type { Person } from '../app/person';

/** Who is signed in, as their token says. The server verifies it; here it is only shown. */
export interface Session {
  readonly token: string;
  readonly user: Person;
  readonly workspace: string;
  readonly roles: readonly string[];
  /** In milliseconds since 1970; `undefined` when the token does not expire. */
  readonly expiresAt: number | undefined;
}

interface Claims {
  readonly sub?: string;
  readonly workspace?: string;
  readonly groups?: readonly string[];
  readonly exp?: number;
  readonly name?: string;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly picture?: string;
}

/** Reads a token's claims without verifying them. `undefined` when it isn't a token of a Tidings user, or is expired. */
export function sessionOf(token: string): Session | undefined {
  const claims = claimsOf(token);
  if (claims?.sub === undefined || claims.workspace === undefined) {
    return undefined;
  }
  const session: Session = {
    token,
    user: {
      id: claims.sub,
      firstName: claims.given_name ?? claims.name,
      lastName: claims.family_name,
      profileImage: claims.picture,
    },
    workspace: claims.workspace,
    roles: claims.groups ?? [],
    expiresAt: claims.exp === undefined ? undefined : claims.exp * 1_000,
  };
  return isExpired(session) ? undefined : session;
}

export function isExpired(session: Session): boolean {
  return session.expiresAt !== undefined && session.expiresAt <= Date.now();
}

function claimsOf(token: string): Claims | undefined {
  try {
    const payload = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
  } catch {
    return undefined;
  }
}
