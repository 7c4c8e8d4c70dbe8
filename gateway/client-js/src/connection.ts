import { Backoff } from './backoff';
import { isFinal, NORMAL_CLOSURE, STALE_CLOSURE } from './close-code';
import type { ConnectionState } from './connection-state';
import { Emitter } from './emitter';
import { parseFrames, type ClientFrame, type ConnectedData, type DisconnectData, type ServerFrame } from './frame';
import { Heartbeat } from './heartbeat';

const SUB_PROTOCOL = 'tidings.v1';

/** How long the gateway may take to accept a connection. */
const CONNECT_MS = 10_000;

export interface ConnectionEvents {
  state: ConnectionState;
  frame: ServerFrame;
}

/** One lasting connection made of many sockets: it comes back by itself until it is closed or refused for good. */
export class Connection extends Emitter<ConnectionEvents> {
  readonly #url: string;
  readonly #token: () => string;
  readonly #backoff: Backoff;
  readonly #heartbeat = new Heartbeat(
    () => this.send({ type: 'PING' }),
    () => this.#drop(STALE_CLOSURE, 'no sign of life'),
  );
  #state: ConnectionState = { kind: 'idle' };
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #announced: DisconnectData | undefined;

  constructor(url: string, token: () => string, backoff: Backoff) {
    super();
    this.#url = url;
    this.#token = token;
    this.#backoff = backoff;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  open(): void {
    if (this.#state.kind !== 'idle' && this.#state.kind !== 'waiting') {
      return;
    }
    clearTimeout(this.#timer);
    this.#announced = undefined;
    this.#become({ kind: 'connecting', attempt: this.#backoff.attempts + 1 });
    // A browser can't set headers here, and in the address the token would end up in logs.
    const socket = new WebSocket(this.#url, [SUB_PROTOCOL, `bearer.${this.#token()}`]);
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#drop(STALE_CLOSURE, 'the gateway did not answer'), CONNECT_MS);
    socket.onmessage = (message) => this.#received(message.data as string);
    socket.onclose = (event) => this.#lost(event.code, event.reason);
  }

  close(): void {
    const socket = this.#detach();
    this.#become({ kind: 'closed', code: NORMAL_CLOSURE, reason: 'closed' });
    socket?.close(NORMAL_CLOSURE);
  }

  /** The network or the page is back: connects without further waiting, or checks that the connection still lives. */
  wake(): void {
    if (this.#state.kind === 'waiting') {
      this.open();
    } else if (this.#state.kind === 'connected') {
      this.#heartbeat.probe();
    }
  }

  /** Sends a frame when a socket is open; otherwise it is dropped. */
  send(frame: ClientFrame): void {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(frame));
    }
  }

  #received(text: string): void {
    for (const frame of parseFrames(text)) {
      if (frame.type === 'CONNECTED') {
        this.#accepted(frame.data as ConnectedData);
      } else if (frame.type === 'DISCONNECT') {
        this.#announced = frame.data as DisconnectData;
      }
      this.emit('frame', frame);
    }
    if (this.#state.kind === 'connected') {
      this.#heartbeat.heard();
    }
  }

  #accepted(session: ConnectedData): void {
    clearTimeout(this.#timer);
    this.#backoff.reset();
    this.#heartbeat.start(session.heartbeatMs);
    this.#become({ kind: 'connected', session });
  }

  #drop(code: number, reason: string): void {
    const socket = this.#socket;
    this.#lost(code, reason);
    socket?.close(code, reason);
  }

  #lost(code: number, reason: string): void {
    const announced = this.#announced;
    this.#detach();
    if (isFinal(code) || announced?.reconnect === false) {
      this.#become({ kind: 'closed', code, reason: announced?.reason ?? reason });
      return;
    }
    const attempt = this.#backoff.attempts + 1;
    const delayMs = announced?.afterMs ?? this.#backoff.next();
    this.#timer = setTimeout(() => this.open(), delayMs);
    this.#become({ kind: 'waiting', attempt, delayMs, reason: announced?.reason ?? reason });
  }

  /** Forgets the socket, so that nothing that it still reports counts. */
  #detach(): WebSocket | undefined {
    clearTimeout(this.#timer);
    this.#heartbeat.stop();
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket !== undefined) {
      socket.onmessage = socket.onclose = null;
    }
    return socket;
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.emit('state', state);
  }
}
