import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { TidingsClient, type Position, type RefreshReason, type Resumption, type Socket, type TidingsClientOptions } from '../../src/index.ts';
import { ManualClock, settled } from './manual-clock.ts';

const GOLDEN = new URL('../../../../../protocol/src/main/resources/protocol/v1/', import.meta.url);

export interface Sent {
  readonly type: string;
  readonly id?: string;
  readonly data?: Record<string, unknown>;
}

/** One socket that the client has opened, with the gateway's side of it in the test's hand. */
export class ScriptedSocket implements Socket {
  readonly url: URL;
  readonly protocols: readonly string[];
  readonly sent: Sent[] = [];
  readyState = 0;
  closedWith: number | undefined;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null = null;

  constructor(url: string, protocols: string[]) {
    this.url = new URL(url);
    this.protocols = protocols;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Sent);
  }

  close(code?: number): void {
    this.readyState = 3;
    this.closedWith = code;
  }

  /** Ends the connection from the gateway's side. */
  end(code: number, reason = ''): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.(undefined as never);
  }

  frames(...frames: readonly object[]): void {
    for (const frame of frames) {
      this.onmessage?.({ data: JSON.stringify(frame) });
    }
  }

  of(type: string): readonly Sent[] {
    return this.sent.filter((frame) => frame.type === type);
  }

  /** The frame of a type that was sent last. */
  last(type: string): Sent {
    const frame = this.of(type).at(-1);
    assert.ok(frame, `${type} was sent`);
    return frame;
  }
}

/** A client, the gateway that it believes in, and what the application is told. */
export class GatewayScript {
  readonly clock = new ManualClock();
  readonly sockets: ScriptedSocket[] = [];
  readonly refreshes: RefreshReason[] = [];
  readonly resumptions: Resumption[] = [];
  readonly events: string[] = [];
  readonly client: TidingsClient;

  constructor(options: Partial<TidingsClientOptions> = {}) {
    this.client = new TidingsClient({
      url: 'wss://tidings.example.com/ws',
      token: () => 'token-1',
      backoff: { random: () => 0.5 },
      clock: this.clock,
      socket: (url, protocols) => {
        const socket = new ScriptedSocket(url, protocols);
        this.sockets.push(socket);
        return socket;
      },
      ...options,
    });
    this.client.onRefresh((reason) => this.refreshes.push(reason));
    this.client.onResumed((resumption) => this.resumptions.push(resumption));
    this.client.on<{ n: number }>('TICK', ({ n }, frame) => this.events.push(`${frame.channel}/${n}`));
  }

  get socket(): ScriptedSocket {
    const socket = this.sockets.at(-1);
    assert.ok(socket, 'a socket was opened');
    return socket;
  }

  get waiting() {
    const { state } = this.client;
    assert.equal(state.kind, 'waiting');
    return state as Extract<typeof state, { kind: 'waiting' }>;
  }

  /** Lets the socket that is being opened become a session with these channels of the gateway's. */
  async accept(channels: Readonly<Record<string, Position>> = {}, more: object = {}): Promise<ScriptedSocket> {
    await settled();
    this.socket.open();
    this.socket.frames({
      type: 'CONNECTED',
      data: {
        sessionId: `s-${this.sockets.length}`,
        userId: 'alice',
        workspace: 'acme',
        heartbeatMs: 25_000,
        channels: Object.entries(channels).map(([channel, position]) => ({ channel, position })),
        ...more,
      },
      timestamp: new Date(this.clock.now()).toISOString(),
    });
    await settled();
    return this.socket;
  }

  async connect(channels: Readonly<Record<string, Position>> = {}, more: object = {}): Promise<ScriptedSocket> {
    this.client.connect();
    return this.accept(channels, more);
  }

  /** Lets the connection break and the next attempt begin. */
  async lose(code = 1006): Promise<void> {
    this.socket.end(code);
    await this.clock.advance(this.waiting.delayMs);
  }
}

export function at(offset: number, epoch = 'q1'): Position {
  return { epoch, offset };
}

/** An event; its number is also its offset. */
export function tick(channel: string, n: number, eventId = `${channel}-${n}`): object {
  return { type: 'TICK', channel, data: { n }, position: at(n), eventId, timestamp: '2026-01-31T09:05:00.007Z' };
}

export function ack(request: Sent, outcome: object = {}, position?: Position): object {
  return {
    type: 'ACK',
    id: request.id,
    channel: request.data?.['channel'],
    data: { recovered: true, replayed: 0, ...outcome },
    ...(position && { position }),
    timestamp: '2026-01-31T09:05:00.007Z',
  };
}

/** The golden frames of one side, by file name. */
export function goldenFrames(side: 'client' | 'server'): ReadonlyMap<string, Record<string, unknown>> {
  const folder = new URL(`${side}/`, GOLDEN);
  return new Map(
    readdirSync(folder).map((name) => [
      name,
      JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, unknown>,
    ]),
  );
}
