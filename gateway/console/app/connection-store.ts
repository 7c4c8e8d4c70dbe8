import type { ConnectionState, TidingsClient } from '@tidings/client';
import { Store } from './store';

/** What became of the events of the time without a connection. */
export interface Return {
  /** How many arrived after all. */
  readonly missed: number;
  /** Whether some could not be given, so that the page has loaded its state again. */
  readonly reloaded: boolean;
}

interface State {
  readonly connection: ConnectionState;
  /** Whether there was a connection before, so that the page shows something that may be out of date. */
  readonly again: boolean;
  /** Whole seconds until the next attempt; 0 when none is awaited. */
  readonly secondsLeft: number;
  /** Told for a moment after the connection has come back. */
  readonly returned: Return | undefined;
}

const SHOWN_MS = 8_000;
const SECOND_MS = 1_000;

/** The state of the live connection, for showing it. */
export class ConnectionStore extends Store<State> {
  readonly #client: TidingsClient;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #showing: ReturnType<typeof setTimeout> | undefined;

  constructor(client: TidingsClient) {
    super({ connection: client.state, again: false, secondsLeft: 0, returned: undefined });
    this.#client = client;
    client.onState((connection) => this.#changed(connection));
    client.onResumed(({ replayed, lost }) => this.#resumed({ missed: replayed, reloaded: lost > 0 }));
  }

  /** Connects again after the server has ended the connection for good. */
  retry(): void {
    this.#client.connect();
  }

  #changed(connection: ConnectionState): void {
    clearInterval(this.#ticking);
    this.update({
      connection,
      again: this.state.again || connection.kind === 'connected',
      secondsLeft: secondsUntil(connection),
      ...(connection.kind === 'waiting' && { returned: undefined }),
    });
    if (connection.kind === 'waiting') {
      this.#ticking = setInterval(() => this.update({ secondsLeft: secondsUntil(connection) }), SECOND_MS);
    }
  }

  #resumed(returned: Return): void {
    clearTimeout(this.#showing);
    this.update({ returned });
    this.#showing = setTimeout(() => this.update({ returned: undefined }), SHOWN_MS);
  }
}

function secondsUntil(connection: ConnectionState): number {
  return connection.kind === 'waiting' ? Math.max(0, Math.ceil((connection.until - Date.now()) / SECOND_MS)) : 0;
}
