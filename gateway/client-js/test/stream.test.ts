import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStreamReader } from '../src/event-stream.ts';
import { TransportChoice } from '../src/transport-choice.ts';
import { at, GatewayScript, tick } from './support/gateway-script.ts';
import { settled } from './support/manual-clock.ts';

test('R-G6: a stream is read in pieces of any size, with any line ends', () => {
  const text = '\uFEFF: hello\r\n\r\nid: a1\nevent: TICK\ndata: {"n":\ndata: 1}\n\ndata:Grüße, 世界 👋\r\r: comment\nid\ndata\n\nevent: LOST\n\n';
  for (let size = 1; size <= text.length; size++) {
    const reader = new EventStreamReader();
    const events = [];
    for (let from = 0; from < text.length; from += size) {
      events.push(...reader.read(text.slice(from, from + size)));
    }
    assert.deepEqual(events, [
      { type: 'TICK', data: '{"n":\n1}' },
      { type: 'message', data: 'Grüße, 世界 👋' },
      { type: 'message', data: '' },
    ]);
    assert.equal(reader.lastEventId, '');
  }
});

test('a gateway that can’t be reached at all is no reason to give up WebSockets', () => {
  const choice = new TransportChoice(true);
  const tried = Array.from({ length: 8 }, () => {
    const kind = choice.next();
    choice.failed(kind);
    return kind;
  });
  assert.deepEqual(tried, ['websocket', 'websocket', 'websocket', 'sse', 'websocket', 'websocket', 'websocket', 'sse']);
});

test('the longer only streams work, the more seldom a WebSocket is tried', () => {
  const choice = new TransportChoice(true);
  assert.deepEqual(Array.from({ length: 9 }, () => choice.returnAfterMs() / 1_000), [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
});

/** The gateway's side of streams. */
class StreamScript {
  readonly requests: { readonly url: URL; readonly headers: Headers; readonly method: string; readonly body: unknown }[] = [];
  stream!: ReadableStreamDefaultController<Uint8Array>;
  status = 200;

  readonly fetch = (input: string, init?: RequestInit): Promise<Response> => {
    const url = new URL(input);
    const body = init?.body === undefined ? undefined : (JSON.parse(String(init.body)) as unknown);
    this.requests.push({ url, headers: new Headers(init?.headers), method: init?.method ?? 'GET', body });
    if (this.status !== 200) {
      return Promise.resolve(new Response(null, { status: this.status }));
    }
    if (url.pathname !== '/api/realtime/stream') {
      return Promise.resolve(Response.json({ id: 'm-1' }, { status: 201 }));
    }
    const content = new ReadableStream<Uint8Array>({ start: (stream) => void (this.stream = stream) });
    return Promise.resolve(new Response(content, { headers: { 'Content-Type': 'text/event-stream' } }));
  };

  async event(frame: object, id: string): Promise<void> {
    const { type } = frame as { type: string };
    this.stream.enqueue(new TextEncoder().encode(`event: ${type}\nid: ${id}\ndata: ${JSON.stringify(frame)}\n\n`));
    await settled();
  }

  async connected(id: string): Promise<void> {
    await this.event(
      {
        type: 'CONNECTED',
        data: { sessionId: 's', userId: 'alice', workspace: 'acme', heartbeatMs: 25_000, channels: [{ channel: 'room:1', position: at(1) }] },
      },
      id,
    );
  }
}

/** A client for which no WebSocket works, up to where it asks for a stream. */
async function blocked(streams: StreamScript): Promise<GatewayScript> {
  const script = new GatewayScript({ fetch: streams.fetch });
  script.client.connect();
  for (let attempt = 0; attempt < 3; attempt++) {
    await settled();
    script.socket.end(1006);
    await script.clock.advance(script.waiting.delayMs);
  }
  await settled();
  return script;
}

test('R-G6: after three failed handshakes, events are streamed', async () => {
  const streams = new StreamScript();
  const script = await blocked(streams);
  script.client.subscribe('campaign:42');
  const [request] = streams.requests;
  assert.equal(request?.url.href, 'https://tidings.example.com/api/realtime/stream?channels=');
  assert.equal(request?.headers.get('Authorization'), 'Bearer token-1');
  assert.equal(request?.headers.get('Last-Event-ID'), null);
  await streams.connected('v1');
  const { state } = script.client;
  assert.equal(state.kind === 'connected' && state.transport, 'sse');
  await streams.event(tick('room:1', 2), 'v2');
  assert.deepEqual(script.events, ['room:1/2']);
});

test('R-G6: a stream goes on from its last event', async () => {
  const streams = new StreamScript();
  const script = await blocked(streams);
  await streams.connected('v1');
  await streams.event(tick('room:1', 2), 'v2');
  const before = script.refreshes.length;
  streams.stream.close();
  await settled();
  await script.clock.advance(script.waiting.delayMs);
  assert.equal(streams.requests.at(-1)?.headers.get('Last-Event-ID'), 'v2');
  await streams.connected('v2');
  await streams.event(tick('room:1', 2), 'v2');
  await streams.event(tick('room:1', 3), 'v3');
  assert.deepEqual(script.events, ['room:1/2', 'room:1/3']);
  assert.equal(script.refreshes.length, before);
});

test('R-G6: another subscription makes another stream', async () => {
  const streams = new StreamScript();
  const script = await blocked(streams);
  await streams.connected('v1');
  script.client.subscribe('campaign:42');
  script.client.subscribe('lead:7');
  await settled();
  assert.deepEqual(streams.requests.map((each) => each.url.searchParams.get('channels')), ['', 'campaign:42,lead:7']);
  assert.equal(streams.requests.at(-1)?.headers.get('Last-Event-ID'), 'v1');
});

test('while events are streamed, frames go by REST', async () => {
  const streams = new StreamScript();
  const script = await blocked(streams);
  await streams.connected('v1');
  assert.deepEqual(await script.client.sendMessage({ roomId: '1', message: 'Hello', clientMessageId: 'c-1' }), { id: 'm-1' });
  await script.client.markRead('1', 12);
  const said = streams.requests.slice(1).map(({ url, method, body }) => [method, url.pathname, body]);
  assert.deepEqual(said, [
    ['POST', '/api/chat/messages', { roomId: '1', message: 'Hello', clientMessageId: 'c-1' }],
    ['POST', '/api/chat/rooms/1/read', { seq: 12 }],
  ]);
  await assert.rejects(script.client.publish('doc:1', 'CURSOR', 1), { code: 'unsupported-transport' });
});

test('R-G8: from a stream back to a WebSocket, each channel goes on from its own position', async () => {
  const streams = new StreamScript();
  const script = await blocked(streams);
  await streams.connected('v1');
  await streams.event(tick('room:1', 2), 'v2');
  await script.clock.advance(30_000);
  const socket = await script.accept({ 'room:1': at(5) });
  assert.equal(socket.url.search, '?resume=1');
  assert.deepEqual(socket.last('SUBSCRIBE').data, { channel: 'room:1', since: at(2) });
});

test('a WebSocket that still fails leads back to the stream', async () => {
  const streams = new StreamScript();
  const script = await blocked(streams);
  await streams.connected('v1');
  await script.clock.advance(30_000);
  script.socket.end(1006);
  await script.clock.advance(script.waiting.delayMs);
  assert.equal(streams.requests.length, 2);
});

test('R-G11: a silent stream is given up', async () => {
  const streams = new StreamScript();
  const script = await blocked(streams);
  await streams.connected('v1');
  await script.clock.advance(29_000);
  streams.stream.enqueue(new TextEncoder().encode(': still here\n\n'));
  await settled();
  assert.equal(script.client.state.kind, 'connected');
});

test('a stream that is refused for its token leads to a new token', async () => {
  const streams = new StreamScript();
  streams.status = 401;
  const script = await blocked(streams);
  assert.equal(script.waiting.code, 4004);
});

test('R-G8: what became of the channels of a stream is told as on a WebSocket', async () => {
  const streams = new StreamScript();
  const script = await blocked(streams);
  await streams.connected('v1');
  const campaign = script.client.subscribe('campaign:42');
  const secret = script.client.subscribe('secret:1');
  await settled();
  await streams.connected('v1');
  const before = script.refreshes.length;
  const outcome = (channel: string, data: object) => ({ type: 'ACK', id: channel, channel, data, position: at(9) });
  await streams.event(outcome('campaign:42', { recovered: true, replayed: 0 }), 'v2');
  await streams.event(outcome('room:1', { recovered: false, replayed: 0, reason: 'expired', reload: '/r' }), 'v3');
  await streams.event({ type: 'ERROR', id: 'secret:1', data: { code: 'not-found', title: 'No.', retryable: false } }, 'v3');
  assert.deepEqual(script.refreshes.slice(before), [
    { channel: 'campaign:42', reason: 'subscribed', reload: undefined },
    { channel: 'room:1', reason: 'expired', reload: '/r' },
  ]);
  assert.equal((await campaign.ready).recovered, true);
  await assert.rejects(secret.ready, { code: 'not-found' });
});
