import { Store } from './store';

/** What stands next to a conversation. */
export type Pane = { readonly kind: 'threads' } | { readonly kind: 'thread'; readonly messageId: string };

interface State {
  readonly roomId: string | undefined;
  /** The message of the room to go to. */
  readonly messageId: string | undefined;
  readonly pane: Pane | undefined;
  /** Whether the figures of the site are shown instead of the rooms. */
  readonly dashboard: boolean;
  /** What lets the user into a room. It is in the address's fragment, which no server gets to see. */
  readonly invitation: string | undefined;
}

const NOWHERE: State = { roomId: undefined, messageId: undefined, pane: undefined, dashboard: false, invitation: undefined };

const DASHBOARD = '#/dashboard';

const INVITATION = /^#\/join\/([A-Za-z0-9_-]+)$/;

const PATH = /^#\/rooms\/([^/]+)(?:\/(at|threads)(?:\/([^/]+))?)?$/;

/** What the address says: which room is open, and where. Back and forward work, and a reload stays where it was. */
export class Route extends Store<State> {
  constructor() {
    super(placeOf(location.hash));
    addEventListener('hashchange', () => this.update(placeOf(location.hash)));
  }

  static toRoom(roomId: string): string {
    return `#/rooms/${encodeURIComponent(roomId)}`;
  }

  static toMessage(roomId: string, messageId: string): string {
    return `${Route.toRoom(roomId)}/at/${encodeURIComponent(messageId)}`;
  }

  /** The threads of a room that the user follows. */
  static toThreads(roomId: string): string {
    return `${Route.toRoom(roomId)}/threads`;
  }

  static toThread(roomId: string, messageId: string): string {
    return `${Route.toThreads(roomId)}/${encodeURIComponent(messageId)}`;
  }

  /** The figures of the site. */
  static toDashboard(): string {
    return DASHBOARD;
  }

  static toInvitation(token: string): string {
    return `#/join/${token}`;
  }
}

function placeOf(hash: string): State {
  const invitation = INVITATION.exec(hash)?.[1];
  if (invitation !== undefined) {
    return { ...NOWHERE, invitation };
  }
  if (hash === DASHBOARD) {
    return { ...NOWHERE, dashboard: true };
  }
  const [, room, kind, message] = PATH.exec(hash) ?? [];
  if (room === undefined) {
    return NOWHERE;
  }
  const messageId = message && decodeURIComponent(message);
  return {
    ...NOWHERE,
    roomId: decodeURIComponent(room),
    messageId: kind === 'at' ? messageId : undefined,
    pane: kind !== 'threads' ? undefined : messageId ? { kind: 'thread', messageId } : { kind: 'threads' },
  };
}
