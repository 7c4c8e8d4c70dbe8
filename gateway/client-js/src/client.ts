import { Backoff, type BackoffOptions } from './backoff';
import { Connection } from './connection';
import type { ConnectionState } from './connection-state';
import { Emitter, type Unsubscribe } from './emitter';
import type { ServerFrame } from './frame';
import { RequestError, Requests } from './requests';
import { Subscriptions, type Subscription } from './subscriptions';

export interface TidingsClientOptions {
  /** Address of the gateway's WebSocket endpoint: `wss://…/ws`. */
  readonly url: string;
  /** The token to sign in with, asked for at every connection. */
  readonly token: () => string;
  readonly backoff?: BackoffOptions;
}

/** Why state is to be loaded: of one `channel`, or of all (`undefined`). */
export interface RefreshReason {
  readonly channel: string | undefined;
  readonly reason: string;
}

/**
 * A live connection to Tidings. Listeners and subscriptions are kept while connections come and go.
 * Events arrive in the order of their channel. At the beginning and after gaps the refresh listeners are called:
 * state that is loaded then is kept true by the events that follow.
 */
export class TidingsClient {
  readonly #connection: Connection;
  readonly #requests = new Requests();
  readonly #subscriptions: Subscriptions;
  readonly #events = new Emitter<Record<string, ServerFrame>>();
  readonly #refresh = new Emitter<{ refresh: RefreshReason }>();
  readonly #wake = () => {
    if (document.visibilityState === 'visible') {
      this.#connection.wake();
    }
  };
  #begun = false;

  constructor(options: TidingsClientOptions) {
    this.#connection = new Connection(options.url, options.token, new Backoff(options.backoff));
    this.#subscriptions = new Subscriptions(
      (type, data) => this.request(type, data),
      (channel, reason) => this.#refresh.emit('refresh', { channel, reason }),
    );
    this.#connection.on('state', (state) => this.#stateChanged(state));
    this.#connection.on('frame', (frame) => this.#received(frame));
  }

  get state(): ConnectionState {
    return this.#connection.state;
  }

  connect(): void {
    addEventListener('online', this.#wake);
    document.addEventListener('visibilitychange', this.#wake);
    this.#connection.open();
  }

  /** Final: a closed client does not connect again. */
  close(): void {
    removeEventListener('online', this.#wake);
    document.removeEventListener('visibilitychange', this.#wake);
    this.#connection.close();
  }

  onState(listener: (state: ConnectionState) => void): Unsubscribe {
    return this.#connection.on('state', listener);
  }

  /** Listens to events of one type, of all subscribed channels. */
  on<T>(type: string, listener: (data: T, frame: ServerFrame<T>) => void): Unsubscribe {
    return this.#events.on(type, (frame) => listener(frame.data as T, frame as ServerFrame<T>));
  }

  /**
   * Called when state is to be loaded: once the first connection is up, or could not be made, and whenever events were
   * or may have been missed: after a reconnect, a `RESYNC`, or an unrecoverable gap.
   */
  onRefresh(listener: (reason: RefreshReason) => void): Unsubscribe {
    return this.#refresh.on('refresh', listener);
  }

  /** Subscribes to a channel, now and after every reconnect. */
  subscribe(channel: string): Subscription {
    return this.#subscriptions.subscribe(channel);
  }

  /**
   * Sends a frame and waits for its answer. Rejected with a {@link RequestError}; when its code is `connection-lost`
   * or `timeout`, the gateway may have acted nevertheless: repeat only what may be repeated.
   */
  request(type: string, data: unknown): Promise<ServerFrame> {
    if (this.state.kind !== 'connected') {
      return Promise.reject(
        new RequestError({ code: 'not-connected', title: 'There is no connection.', retryable: true }),
      );
    }
    return this.#requests.send({ type, data }, (frame) => this.#connection.send(frame));
  }

  #stateChanged(state: ConnectionState): void {
    if (state.kind === 'connected') {
      this.#subscriptions.connected();
      this.#refreshAll(this.#begun ? 'reconnected' : 'connected');
    } else {
      this.#subscriptions.disconnected();
      this.#requests.abandon();
      if (state.kind === 'waiting' && !this.#begun) {
        this.#refreshAll('unreachable');
      }
    }
  }

  /** Also after a reconnect: for the channels that the server subscribes to there is no position to resume from. */
  #refreshAll(reason: string): void {
    this.#begun = true;
    this.#refresh.emit('refresh', { channel: undefined, reason });
  }

  #received(frame: ServerFrame): void {
    if (this.#requests.settle(frame)) {
      return;
    }
    this.#subscriptions.seen(frame);
    if (frame.type === 'RESYNC') {
      const { reason } = frame.data as { reason: string };
      this.#refresh.emit('refresh', { channel: frame.channel, reason });
    }
    this.#events.emit(frame.type, frame);
  }
}
