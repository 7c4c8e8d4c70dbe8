import { Store } from '../app/store';
import { sessionOf, type Session } from './session';

const KEY = 'tidings.token';

interface State {
  readonly session: Session | undefined;
  /** Why the last session ended, when its user did not end it. */
  readonly ended: string | undefined;
}

/** The session of this browser tab: it survives a reload, and two tabs can be two users. */
export class SessionStore extends Store<State> {
  constructor() {
    super({ session: sessionOf(sessionStorage.getItem(KEY) ?? ''), ended: undefined });
  }

  /** Whether the token could be used. */
  signIn(token: string): boolean {
    const session = sessionOf(token);
    if (session === undefined) {
      return false;
    }
    sessionStorage.setItem(KEY, token);
    this.update({ session, ended: undefined });
    return true;
  }

  signOut(ended?: string): void {
    sessionStorage.removeItem(KEY);
    this.update({ session: undefined, ended });
  }
}
