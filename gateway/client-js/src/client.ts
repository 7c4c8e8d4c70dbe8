import { Backoff, type BackoffOptions } from './backoff.ts';
import { Channels, type Resumption, type Subscription } from './channels.ts';
import { SYSTEM_CLOCK, type Clock } from './clock.ts';
import { Connection } from './connection.ts';
import type { ConnectionState } from './connection-state.ts';
import { Emitter, type Unsubscribe } from './emitter.ts';
import { BROWSER_FETCH, type Fetch } from './fetch.ts';
import type { ConnectedData, ErrorData, Position, ServerFrame } from './frame.ts';
import { newClientId } from './identifier.ts';
import { RequestError, Requests } from './requests.ts';
import { RestClient } from './rest.ts';
import { sendByRest } from './rest-commands.ts';
import { Retry } from './retry.ts';
import { StreamTransport } from './stream-transport.ts';
import { TokenRenewal } from './token-renewal.ts';
import type { TokenSource } from './token.ts';
import { closeCodeOf, TransportRefused, type Transport, type TransportKind, type TransportListener } from './transport.ts';
import { BROWSER_SOCKET, WebSocketTransport, type Authentication, type SocketFactory } from './web-socket-transport.ts';

/** How long the gateway may take to find what a channel's events were: longer than for anything else. */
const SUBSCRIBE_MS = 90_000;

export interface TidingsClientOptions {
  /** Address of the gateway's WebSocket endpoint: `wss://…/ws`. */
  readonly url: string;
  /**
   * The token to sign in with. Asked for at every connection, and with `renew` before the present one ends or when it
   * was refused.
   */
  readonly token: TokenSource;
  /** How the token is shown: `protocol` if not said otherwise. */
  readonly authentication?: Authentication;
  /** Whether the gateway may put several frames into one message. */
  readonly batch?: boolean;
  /** Whether events are streamed over HTTP when WebSockets fail and HTTP doesn't; true if not said otherwise. */
  readonly fallback?: boolean;
  readonly backoff?: BackoffOptions;
  readonly clock?: Clock;
  readonly socket?: SocketFactory;
  readonly fetch?: Fetch;
}

/** Why state is to be loaded: of one `channel`, or of all (`undefined`). */
export interface RefreshReason {
  readonly channel: string | undefined;
  readonly reason: string;
  /** The REST path of the channel's state, if the gateway knows one. */
  readonly reload: string | undefined;
}

/** A chat message to send; see `POST /api/chat/messages`. */
export interface OutgoingChatMessage {
  readonly roomId: string;
  readonly message: string;
  readonly parentId?: string | null;
  /** Makes it safe to send the message again; made up if not given. */
  readonly clientMessageId?: string;
}

export interface PresenceStatus {
  readonly status: 'online' | 'away' | 'busy' | 'offline';
  readonly message?: string;
  readonly messageExpiresAt?: string;
}

export type Activity =
  | { readonly type: 'viewing' | 'editing' | 'commenting'; readonly resourceType: string; readonly resourceId: string }
  | { readonly type: 'idle' };

/**
 * A live connection to Tidings. Listeners and subscriptions are kept while connections come and go: after a reconnect
 * each channel goes on from the last event that was seen. Events arrive in the order of their channel, each once.
 *
 * The refresh listeners are called at the beginning and for channels with a gap: state that is loaded then is kept true
 * by the events that follow.
 */
export class TidingsClient {
  readonly #options: TidingsClientOptions;
  readonly #clock: Clock;
  readonly #connection: Connection;
  readonly #requests: Requests;
  readonly #retry: Retry;
  readonly #channels: Channels;
  readonly #renewal: TokenRenewal;
  readonly #rest: RestClient;
  readonly #events = new Emitter<Record<string, ServerFrame>>();
  readonly #notices = new Emitter<{ refresh: RefreshReason; resumed: Resumption }>();
  /** The last send of each room: messages of a room are stored in the order in which they were sent. */
  readonly #sends = new Map<string, Promise<unknown>>();
  readonly #wake = () => {
    if (typeof document === 'undefined' || document.visibilityState === 'visible') {
      this.#connection.wake();
    }
  };
  #begun = false;
  #resuming = false;
  #lastEventId: string | undefined;

  constructor(options: TidingsClientOptions) {
    this.#options = options;
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    const newBackoff = () => new Backoff(options.backoff);
    this.#requests = new Requests(this.#clock);
    this.#connection = new Connection({
      open: (kind, token, listener) => this.#open(kind, token, listener),
      token: options.token,
      backoff: newBackoff(),
      clock: this.#clock,
      authenticateByFrame: options.authentication === 'frame',
      fallback: options.fallback ?? true,
    });
    this.#retry = new Retry(this.#clock, newBackoff, this.#connection);
    this.#channels = new Channels(
      (type, data, answered, failed) => {
        if (this.#isStreaming) {
          // A stream's channels are those of its address.
          queueMicrotask(() => this.#connection.renew('other channels'));
        } else {
          this.#requests.send({ type, data }, (frame) => this.#connection.send(frame), answered, failed, SUBSCRIBE_MS);
        }
      },
      {
        refresh: (channel, reason, reload) => this.#notices.emit('refresh', { channel, reason, reload }),
        resumed: (resumption) => this.#notices.emit('resumed', resumption),
        event: (frame) => this.#events.emit(frame.type, frame),
      },
      this.#clock,
      newBackoff,
    );
    this.#renewal = new TokenRenewal(this.#clock, options.token, (token) => this.#once('AUTH', { token }));
    this.#rest = new RestClient({
      origin: originOf(options.url),
      token: () => this.#connection.token,
      ...(options.fetch && { fetch: options.fetch }),
    });
    this.#connection.on('state', (state) => this.#stateChanged(state));
    this.#connection.on('frame', (frame) => this.#received(frame));
  }

  get state(): ConnectionState {
    return this.#connection.state;
  }

  /** Connects, and stays connected. After the gateway has refused for good, this tries again. */
  connect(): void {
    if (typeof addEventListener === 'function' && typeof document !== 'undefined') {
      addEventListener('online', this.#wake);
      document.addEventListener('visibilitychange', this.#wake);
    }
    this.#connection.open();
  }

  /** Ends the connection; nothing is tried again until {@link connect} is called. */
  close(): void {
    if (typeof removeEventListener === 'function' && typeof document !== 'undefined') {
      removeEventListener('online', this.#wake);
      document.removeEventListener('visibilitychange', this.#wake);
    }
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
   * Called when state is to be loaded: of everything once the first connection is up, or could not be made; of a channel
   * when it is subscribed without a position, when events that were missed can't be given (`recovered:false`, `RESYNC`),
   * or when it may no longer be seen.
   */
  onRefresh(listener: (reason: RefreshReason) => void): Unsubscribe {
    return this.#notices.on('refresh', listener);
  }

  /** Called once after each reconnect, when all channels are back. */
  onResumed(listener: (resumption: Resumption) => void): Unsubscribe {
    return this.#notices.on('resumed', listener);
  }

  /**
   * Subscribes to a channel, now and after every reconnect.
   *
   * @param since the `position` of the list or item that the application has loaded: events go on from there
   */
  subscribe(channel: string, since?: Position): Subscription {
    return this.#channels.subscribe(channel, since);
  }

  /**
   * The same for channels that the gateway subscribes by itself, such as rooms: to be called before {@link connect} with
   * positions of what was loaded, or was kept from an earlier visit. A position that is known already is kept.
   */
  resumeFrom(channel: string, position: Position | null | undefined): void {
    this.#channels.resumeFrom(channel, position ?? undefined);
  }

  /**
   * Sends a frame and waits for its answer. What may be repeated is, until half a minute has passed: after an answer that
   * allows it, and over the next connection. Rejected with a {@link RequestError}; when its code is `connection-lost` or
   * `timeout`, the gateway may have acted nevertheless.
   */
  request(type: string, data?: unknown): Promise<ServerFrame> {
    return this.#retry.run(type, data, () => this.#once(type, data));
  }

  /** Sends a chat message; resolved with the stored message. Messages of a room keep their order. */
  sendMessage<T = unknown>(message: OutgoingChatMessage): Promise<T> {
    const body = { ...message, clientMessageId: message.clientMessageId ?? newClientId() };
    const before = this.#sends.get(message.roomId) ?? Promise.resolve();
    const sent = before.catch(() => undefined).then(() => this.request('MESSAGE_SEND', body));
    this.#sends.set(message.roomId, sent);
    const forget = () => {
      if (this.#sends.get(message.roomId) === sent) {
        this.#sends.delete(message.roomId);
      }
    };
    sent.then(forget, forget);
    return sent.then((answer) => answer.data as T);
  }

  /** Says that the user types in a room, or has stopped. Not repeated when it is lost: it is soon out of date. */
  typing(roomId: string, isTyping: boolean): void {
    const type = isTyping ? 'TYPING_START' : 'TYPING_STOP';
    if (this.#isStreaming) {
      sendByRest(this.#rest, type, { roomId }).catch(() => undefined);
    } else {
      this.#connection.send({ type, data: { roomId } });
    }
  }

  /** Says how far the user has read a room. */
  async markRead(roomId: string, seq: number): Promise<void> {
    await this.request('MESSAGE_READ', { roomId, seq });
  }

  async markNotificationRead(notificationId: string): Promise<void> {
    await this.request('NOTIFICATION_READ', { notificationId });
  }

  async markAllNotificationsRead(): Promise<void> {
    await this.request('NOTIFICATION_READ_ALL');
  }

  /** Sets the status that the user wants to be seen with, on all devices: `online` is as they are. */
  async setPresence(status: PresenceStatus): Promise<void> {
    await this.request('PRESENCE_UPDATE', status);
  }

  /**
   * Follows these people, at most 200, and nobody else: `PRESENCE_CHANGES` tells what there is of them and then what
   * changes. A new connection follows nobody, so this is to be said again when one is up.
   */
  async watchPresence(users: readonly string[]): Promise<void> {
    await this.request('PRESENCE_WATCH', { users });
  }

  /** Says what the user does. Lost while there is no connection. */
  activity(activity: Activity): void {
    this.#connection.send({ type: 'ACTIVITY', data: activity });
  }

  /** Says which page the user looks at. Lost while there is no connection. */
  navigated(page: string, title?: string): void {
    this.#connection.send({ type: 'PAGE_NAVIGATE', data: { page, ...(title !== undefined && { title }) } });
  }

  /** Sends an event to the other subscribers of a channel, where its namespace allows it. Never repeated nor replayed. */
  async publish(channel: string, event: string, data: unknown): Promise<void> {
    await this.request('PUBLISH', { channel, event, data });
  }

  get #isStreaming(): boolean {
    const { state } = this.#connection;
    return state.kind === 'connected' && state.transport === 'sse';
  }

  #once(type: string, data: unknown): Promise<ServerFrame> {
    if (this.state.kind !== 'connected' || this.#connection.isLeaving) {
      return Promise.reject(RequestError.notConnected());
    }
    if (this.#isStreaming) {
      return sendByRest(this.#rest, type, data);
    }
    return new Promise((resolve, reject) => {
      const frame = data === undefined ? { type } : { type, data };
      this.#requests.send(frame, (sent) => this.#connection.send(sent), resolve, reject);
    });
  }

  #open(kind: TransportKind, token: string, listener: TransportListener): Transport | Promise<Transport> {
    const fetcher = this.#options.fetch ?? BROWSER_FETCH;
    if (kind === 'sse') {
      const url = new URL('/api/realtime/stream', originOf(this.#options.url));
      url.searchParams.set('channels', this.#channels.wanted.join(','));
      const request = { url: url.href, token, lastEventId: this.#lastEventId };
      return new StreamTransport(request, listener, (id) => (this.#lastEventId = id), fetcher);
    }
    const url = new URL(this.#options.url);
    this.#resuming = this.#channels.hasPositions;
    if (this.#resuming) {
      url.searchParams.set('resume', '1');
    }
    if (this.#options.batch) {
      url.searchParams.set('batch', '1');
    }
    const socket = this.#options.socket ?? BROWSER_SOCKET;
    switch (this.#options.authentication ?? 'protocol') {
      case 'protocol':
        return new WebSocketTransport(socket, url.href, token, listener);
      case 'frame':
        return new WebSocketTransport(socket, url.href, undefined, listener);
      case 'ticket':
        return this.#ticket(token, fetcher).then((ticket) => {
          url.searchParams.set('ticket', ticket);
          return new WebSocketTransport(socket, url.href, undefined, listener);
        });
    }
  }

  async #ticket(token: string, fetcher: Fetch): Promise<string> {
    const response = await fetcher(`${originOf(this.#options.url)}/api/realtime/ticket`, {
      method: 'POST',
      headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
    });
    if (!response.ok) {
      throw new TransportRefused(closeCodeOf(response.status), `no ticket: status ${response.status}`);
    }
    return ((await response.json()) as { readonly ticket: string }).ticket;
  }

  #stateChanged(state: ConnectionState): void {
    if (state.kind !== 'connected') {
      this.#channels.disconnected();
      this.#renewal.stop();
      this.#requests.abandon();
      if (state.kind === 'waiting' && !this.#begun) {
        this.#refreshAll('unreachable');
      }
    }
  }

  #refreshAll(reason: string): void {
    this.#begun = true;
    this.#notices.emit('refresh', { channel: undefined, reason, reload: undefined });
  }

  #received(frame: ServerFrame): void {
    if (this.#requests.settle(frame)) {
      if (this.#connection.isLeaving && this.#requests.size === 0) {
        this.#connection.leave();
      }
      return;
    }
    switch (frame.type) {
      case 'CONNECTED':
        this.#connected(frame as ServerFrame<ConnectedData>);
        break;
      case 'DISCONNECT':
        if (this.#requests.size === 0) {
          this.#connection.leave();
        }
        break;
      case 'ERROR':
        if (this.#isStreaming && frame.id !== undefined) {
          // On a stream, the id is that of the channel that was asked for.
          this.#channels.refusedByStream(frame.id, new RequestError(frame.data as ErrorData));
        }
        break;
      default:
        if (!this.#channels.received(frame)) {
          return;
        }
    }
    this.#events.emit(frame.type, frame);
  }

  #connected(frame: ServerFrame<ConnectedData>): void {
    const { state } = this.#connection;
    const streaming = state.kind === 'connected' && state.transport === 'sse';
    this.#renewal.stop();
    if (streaming) {
      const fresh = this.#lastEventId === undefined;
      this.#channels.streaming(frame.data, fresh);
      if (fresh) {
        this.#refreshAll(this.#begun ? 'other-transport' : 'connected');
      }
      this.#begun = true;
      return;
    }
    this.#lastEventId = undefined;
    this.#renewal.start(this.#connection.token, frame.data, frame.timestamp);
    const first = !this.#begun;
    this.#channels.connected(frame.data, this.#resuming);
    if (first && !this.#resuming) {
      this.#refreshAll('connected');
    }
    this.#begun = true;
  }
}

/** The HTTP origin of a WebSocket's address. */
function originOf(url: string): string {
  return new URL(url).origin.replace(/^ws/, 'http');
}
