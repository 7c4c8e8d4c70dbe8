import type { Transport, TransportKind, TransportListener } from './transport.ts';

const SUB_PROTOCOL = 'tidings.v1';
const OPEN = 1;

/** What is used of a browser's `WebSocket`. */
export interface Socket {
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

export type SocketFactory = (url: string, protocols: string[]) => Socket;

export const BROWSER_SOCKET: SocketFactory = (url, protocols) => new WebSocket(url, protocols) as Socket;

/**
 * How the token is shown. A browser can't set headers, and in the address a token would end up in logs.
 *
 * - `protocol`: in the handshake's sub-protocol header; refused at once when it is not good.
 * - `ticket`: exchanged for a ticket that is good once and for a moment; that stands in the address.
 * - `frame`: in the first frame; for clients whose proxies show or strip sub-protocols.
 */
export type Authentication = 'protocol' | 'ticket' | 'frame';

/** A WebSocket. */
export class WebSocketTransport implements Transport {
  readonly kind: TransportKind = 'websocket';
  readonly #socket: Socket;

  /** `bearer` goes into the handshake's sub-protocols, if given. */
  constructor(open: SocketFactory, url: string, bearer: string | undefined, listener: TransportListener) {
    const socket = open(url, bearer === undefined ? [SUB_PROTOCOL] : [SUB_PROTOCOL, `bearer.${bearer}`]);
    this.#socket = socket;
    socket.onopen = () => listener.opened();
    socket.onmessage = ({ data }) => listener.received(data as string);
    socket.onclose = ({ code, reason }) => listener.closed(code, reason);
  }

  send(text: string): boolean {
    if (this.#socket.readyState !== OPEN) {
      return false;
    }
    this.#socket.send(text);
    return true;
  }

  close(code: number, reason: string): void {
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close(code, reason);
  }
}
