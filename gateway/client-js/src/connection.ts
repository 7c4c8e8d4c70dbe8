import type { Backoff } from './backoff.ts';
import type { Cancel, Clock } from './clock.ts';
import { CloseCode, isFinal, isOfGateway, NORMAL_CLOSURE, STALE_CLOSURE } from './close-code.ts';
import type { ConnectionState } from './connection-state.ts';
import { Emitter } from './emitter.ts';
import { parseFrames, type ClientFrame, type ConnectedData, type DisconnectData, type ErrorData, type ServerFrame } from './frame.ts';
import { Heartbeat } from './heartbeat.ts';
import { expiryOf, type TokenSource } from './token.ts';
import { TransportChoice } from './transport-choice.ts';
import { TransportRefused, type Transport, type TransportKind, type TransportListener } from './transport.ts';

/** How long the gateway may take to begin a session. */
const CONNECT_MS = 20_000;

/** After so long a connection counts as a success: one that is ended at once is no reason to come back at once. */
const STABLE_MS = 10_000;

/** How long the gateway's own close is awaited after `DISCONNECT`. */
const LEAVE_MS = 5_000;

const FIRST_AUTH_ID = 'auth';

export interface ConnectionEvents {
  state: ConnectionState;
  frame: ServerFrame;
}

/** Begins one way to the gateway. */
export type OpenTransport = (
  kind: TransportKind,
  token: string,
  listener: TransportListener,
) => Transport | Promise<Transport>;

export interface ConnectionOptions {
  readonly open: OpenTransport;
  readonly token: TokenSource;
  readonly backoff: Backoff;
  readonly clock: Clock;
  /** Whether the token is shown in the first frame. */
  readonly authenticateByFrame: boolean;
  /** Whether events may be streamed over HTTP when WebSockets fail. */
  readonly fallback: boolean;
}

/** One lasting connection made of many transports: it comes back by itself until it is closed or refused for good. */
export class Connection extends Emitter<ConnectionEvents> {
  readonly #options: ConnectionOptions;
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  readonly #choice: TransportChoice;
  readonly #heartbeat: Heartbeat;
  #state: ConnectionState = { kind: 'idle' };
  #transport: Transport | undefined;
  #token = '';
  #renew = false;
  /** Counts transports, so that nothing that an earlier one still reports counts. */
  #generation = 0;
  #timers: Cancel[] = [];
  #announced: DisconnectData | undefined;

  constructor(options: ConnectionOptions) {
    super();
    this.#options = options;
    this.#clock = options.clock;
    this.#backoff = options.backoff;
    this.#choice = new TransportChoice(options.fallback);
    this.#heartbeat = new Heartbeat(
      options.clock,
      () => this.send({ type: 'PING' }),
      () => this.#drop(STALE_CLOSURE, 'no sign of life'),
    );
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** The token of the present connection. */
  get token(): string {
    return this.#token;
  }

  /** Whether the gateway has announced that it closes this connection. */
  get isLeaving(): boolean {
    return this.#announced !== undefined;
  }

  /** Connects, also after the connection was closed. */
  open(): void {
    if (this.#state.kind !== 'connecting' && this.#state.kind !== 'connected') {
      void this.#connect();
    }
  }

  close(): void {
    const transport = this.#detach();
    this.#become({ kind: 'closed', code: NORMAL_CLOSURE, reason: 'closed' });
    transport?.close(NORMAL_CLOSURE, '');
  }

  /** The network or the page is back: connects without further waiting, or checks that the connection still lives. */
  wake(): void {
    // A delay that the gateway asked for is kept: else all would come at once.
    if (this.#state.kind === 'waiting' && this.#announced?.afterMs === undefined) {
      void this.#connect();
    } else if (this.#state.kind === 'connected') {
      this.#heartbeat.probe();
    }
  }

  /** Makes a new connection in place of the present one, at once. */
  renew(reason: string): void {
    if (this.#state.kind === 'connected') {
      const transport = this.#detach();
      void this.#connect();
      transport?.close(NORMAL_CLOSURE, reason);
    }
  }

  /** Ends a connection that the gateway has announced to close, once nothing is awaited on it any more. */
  leave(): void {
    if (this.#announced !== undefined && this.#transport !== undefined) {
      this.#drop(this.#announced.code, this.#announced.reason, NORMAL_CLOSURE);
    }
  }

  /** Sends a frame when there is a way for it; otherwise it is dropped. Tells whether it was sent. */
  send(frame: ClientFrame): boolean {
    return this.#transport?.send(JSON.stringify(frame)) ?? false;
  }

  async #connect(): Promise<void> {
    this.#detach();
    const generation = this.#generation;
    const isCurrent = () => generation === this.#generation;
    this.#announced = undefined;
    this.#become({ kind: 'connecting', attempt: this.#backoff.attempts + 1 });
    const kind = this.#choice.next();
    this.#later(CONNECT_MS, () => this.#drop(STALE_CLOSURE, 'the gateway did not answer'));
    const listener: TransportListener = {
      opened: () => isCurrent() && this.#opened(kind),
      received: (text) => isCurrent() && this.#received(text, kind),
      heard: () => isCurrent() && this.#heartbeat.heard(),
      closed: (code, reason) => isCurrent() && this.#lost(code, reason),
    };
    try {
      const token = await this.#options.token({ renew: this.#renew });
      if (isCurrent()) {
        this.#token = token;
        const opening = this.#options.open(kind, token, listener);
        const transport = opening instanceof Promise ? await opening : opening;
        if (isCurrent()) {
          this.#transport = transport;
        } else {
          transport.close(NORMAL_CLOSURE, '');
        }
      }
    } catch (error) {
      if (isCurrent()) {
        const code = error instanceof TransportRefused ? error.code : STALE_CLOSURE;
        this.#lost(code, error instanceof Error ? error.message : String(error));
      }
    }
  }

  #opened(kind: TransportKind): void {
    if (kind === 'websocket' && this.#options.authenticateByFrame) {
      this.send({ type: 'AUTH', id: FIRST_AUTH_ID, data: { token: this.#token } });
    }
  }

  #received(text: string, kind: TransportKind): void {
    const generation = this.#generation;
    this.#heartbeat.heard();
    let frames: readonly ServerFrame[];
    try {
      frames = parseFrames(text);
    } catch {
      // Whatever it was is lost; a new connection goes on from before it.
      this.#drop(STALE_CLOSURE, 'an unreadable frame');
      return;
    }
    for (const frame of frames) {
      if (generation === this.#generation) {
        this.#frame(frame, kind);
      }
    }
  }

  #frame(frame: ServerFrame, kind: TransportKind): void {
    if (frame.type === 'CONNECTED') {
      this.#accepted(frame.data as ConnectedData, kind);
    } else if (frame.type === 'DISCONNECT') {
      this.#announced = frame.data as DisconnectData;
      this.#later(LEAVE_MS, () => this.leave());
    } else if (frame.type === 'ERROR' && this.#state.kind === 'connecting') {
      const { title } = frame.data as ErrorData;
      this.#drop(CloseCode.TOKEN_EXPIRED, title);
      return;
    }
    this.emit('frame', frame);
  }

  #accepted(session: ConnectedData, kind: TransportKind): void {
    this.#cancelTimers();
    this.#renew = false;
    this.#choice.connected(kind);
    this.#later(STABLE_MS, () => this.#backoff.reset());
    if (kind === 'sse') {
      this.#later(this.#choice.returnAfterMs(), () => {
        this.#choice.tryWebSocketOnce();
        this.renew('trying a WebSocket');
      });
    }
    this.#heartbeat.start(session.heartbeatMs, kind === 'sse');
    this.#become({ kind: 'connected', session, transport: kind });
  }

  /** Ends the transport from this side. */
  #drop(code: number, reason: string, closeCode = code): void {
    const transport = this.#transport;
    this.#lost(code, reason);
    // A browser may send no code below 3000 but 1000.
    transport?.close(closeCode, reason);
  }

  #lost(code: number, closeReason: string): void {
    const announced = this.#announced;
    const before = this.#state.kind;
    this.#detach();
    const reason = announced?.reason ?? closeReason;
    if (isFinal(code) || announced?.reconnect === false) {
      this.#become({ kind: 'closed', code: announced?.code ?? code, reason });
      return;
    }
    if (before === 'connecting' && !isOfGateway(code)) {
      this.#choice.failed(this.#choice.next());
      // A browser doesn't say why there was no handshake; the most likely reason can be seen here.
      this.#renew ||= (expiryOf(this.#token) ?? Infinity) <= this.#clock.now();
    }
    this.#renew ||= (announced?.code ?? code) === CloseCode.TOKEN_EXPIRED;
    const attempt = this.#backoff.attempts + 1;
    const delayMs = announced?.afterMs === undefined ? this.#backoff.next() : this.#backoff.atLeast(announced.afterMs);
    this.#later(delayMs, () => void this.#connect());
    const until = this.#clock.now() + delayMs;
    this.#become({ kind: 'waiting', attempt, delayMs, until, code: announced?.code ?? code, reason });
  }

  /** Forgets the transport, so that nothing that it still reports counts. */
  #detach(): Transport | undefined {
    this.#generation += 1;
    this.#cancelTimers();
    this.#heartbeat.stop();
    const transport = this.#transport;
    this.#transport = undefined;
    return transport;
  }

  #later(delayMs: number, action: () => void): void {
    this.#timers.push(this.#clock.after(delayMs, action));
  }

  #cancelTimers(): void {
    this.#timers.forEach((cancel) => cancel());
    this.#timers = [];
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.emit('state', state);
  }
}
