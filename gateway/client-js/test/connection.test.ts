import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CloseCode } from '../src/index.ts';
import { GatewayScript } from './support/gateway-script.ts';
import { settled } from './support/manual-clock.ts';

test('R-G1: the token is shown in the sub-protocol, never in the address', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  assert.deepEqual(socket.protocols, ['tidings.v1', 'bearer.token-1']);
  assert.equal(socket.url.href, 'wss://tidings.example.com/ws');
  assert.equal(script.client.state.kind, 'connected');
});

test('R-G1: the token can be shown in the first frame', async () => {
  const script = new GatewayScript({ authentication: 'frame' });
  const socket = await script.connect();
  assert.deepEqual(socket.protocols, ['tidings.v1']);
  assert.equal(socket.sent[0]?.type, 'AUTH');
  assert.deepEqual(socket.sent[0]?.data, { token: 'token-1' });
});

test('R-G1: a first frame that is refused leads to a new token', async () => {
  const asked: boolean[] = [];
  const script = new GatewayScript({
    authentication: 'frame',
    token: ({ renew }) => {
      asked.push(renew);
      return `token-${asked.length}`;
    },
  });
  script.client.connect();
  await settled();
  script.socket.open();
  script.socket.frames({ type: 'ERROR', id: 'auth', data: { code: 'unauthenticated', title: 'No.', retryable: false } });
  await script.clock.advance(script.waiting.delayMs);
  await script.accept();
  assert.deepEqual(asked, [false, true]);
  assert.deepEqual(script.socket.sent[0]?.data, { token: 'token-2' });
});

test('R-G1: the token can be exchanged for a ticket', async () => {
  const asked: unknown[] = [];
  const script = new GatewayScript({
    authentication: 'ticket',
    fetch: (url, init) => {
      asked.push([url, init?.method, new Headers(init?.headers).get('Authorization')]);
      return Promise.resolve(Response.json({ ticket: 'once' }));
    },
  });
  const socket = await script.connect();
  assert.deepEqual(asked, [['https://tidings.example.com/api/realtime/ticket', 'POST', 'Bearer token-1']]);
  assert.equal(socket.url.search, '?ticket=once');
  assert.deepEqual(socket.protocols, ['tidings.v1']);
});

test('R-G1: a ticket that is refused leads to a new token', async () => {
  const asked: boolean[] = [];
  const script = new GatewayScript({
    authentication: 'ticket',
    token: ({ renew }) => {
      asked.push(renew);
      return 'token';
    },
    fetch: () => Promise.resolve(new Response(null, { status: 401 })),
  });
  script.client.connect();
  await settled();
  assert.equal(script.waiting.code, CloseCode.TOKEN_EXPIRED);
  await script.clock.advance(script.waiting.delayMs);
  assert.deepEqual(asked, [false, true]);
});

test('R-G11: attempts come at growing distances, and the state says when', async () => {
  const script = new GatewayScript({ fallback: false });
  script.client.connect();
  const delays: number[] = [];
  for (let attempt = 1; attempt <= 4; attempt++) {
    await settled();
    script.socket.end(1006);
    const { delayMs, until, attempt: next } = script.waiting;
    delays.push(delayMs);
    assert.equal(until, script.clock.now() + delayMs);
    assert.equal(next, attempt);
    await script.clock.advance(delayMs);
  }
  assert.deepEqual(delays, [250, 500, 1_000, 2_000]);
  assert.equal(script.sockets.length, 5);
});

test('R-G11: a connection that is ended at once is no success', async () => {
  const script = new GatewayScript();
  await script.connect();
  await script.lose(CloseCode.INTERNAL);
  await script.accept();
  script.socket.end(CloseCode.INTERNAL);
  assert.equal(script.waiting.delayMs, 500);
  await script.clock.advance(500);
  await script.accept();
  await script.clock.advance(10_000);
  script.socket.end(CloseCode.INTERNAL);
  assert.equal(script.waiting.delayMs, 250);
});

test('R-G12: a drain is waited out, spread, not counted, and not shortened by the page coming back', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  socket.frames({ type: 'DISCONNECT', data: { code: 4002, reason: 'drain', reconnect: true, afterMs: 8_300 } });
  assert.equal(socket.closedWith, 1_000);
  const { delayMs, attempt, code, reason } = script.waiting;
  assert.deepEqual({ delayMs, attempt, code, reason }, { delayMs: 8_550, attempt: 1, code: 4_002, reason: 'drain' });
  await script.clock.advance(8_549);
  assert.equal(script.sockets.length, 1);
  await script.clock.advance(1);
  assert.equal(script.sockets.length, 2);
  await script.accept();
  script.socket.end(1006);
  assert.equal(script.waiting.delayMs, 250);
});

test('R-G12: what waits for an answer keeps a draining connection for a moment', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  const sent = script.client.sendMessage({ roomId: 'r', message: 'Hello', clientMessageId: 'c-1' });
  await settled();
  socket.frames({ type: 'DISCONNECT', data: { code: 4002, reason: 'drain', reconnect: true, afterMs: 1_000 } });
  assert.equal(socket.closedWith, undefined);
  socket.frames({ type: 'ACK', id: socket.last('MESSAGE_SEND').id, data: { id: 'm-1' } });
  assert.deepEqual(await sent, { id: 'm-1' });
  assert.equal(socket.closedWith, 1_000);
  assert.equal(script.waiting.code, CloseCode.DRAIN);
});

test('final codes end the connection until the application connects again', async () => {
  for (const code of [CloseCode.PROTOCOL_VIOLATION, CloseCode.TOKEN_REVOKED, CloseCode.TOO_MANY_CONNECTIONS]) {
    const script = new GatewayScript();
    await script.connect();
    script.socket.end(code, 'why');
    assert.deepEqual(script.client.state, { kind: 'closed', code, reason: 'why' });
    await script.clock.advance(100_000);
    assert.equal(script.sockets.length, 1);
    await script.connect();
    assert.equal(script.client.state.kind, 'connected');
  }
});

test('the other codes of the gateway lead to another attempt', async () => {
  for (const code of [4001, 4002, 4003, 4004, 4005, 4006, 4007, 4321, 1006, 1011]) {
    const script = new GatewayScript();
    await script.connect();
    await script.lose(code);
    assert.equal(script.sockets.length, 2, `after ${code}`);
  }
});

test('an expired token is asked for anew', async () => {
  const asked: boolean[] = [];
  const script = new GatewayScript({
    token: ({ renew }) => {
      asked.push(renew);
      return 'token';
    },
  });
  await script.connect();
  await script.lose(CloseCode.TOKEN_EXPIRED);
  await script.accept();
  await script.lose(CloseCode.INTERNAL);
  assert.deepEqual(asked, [false, true, false]);
});

test('a token that can’t be had is asked for again', async () => {
  let failures = 2;
  const script = new GatewayScript({
    token: () => (failures-- > 0 ? Promise.reject(new Error('signed out')) : Promise.resolve('token')),
  });
  script.client.connect();
  await settled();
  assert.equal(script.waiting.reason, 'signed out');
  await script.clock.advance(250);
  await script.clock.advance(500);
  await script.accept();
  assert.equal(script.client.state.kind, 'connected');
});

test('R-G11: a silent connection is given up, a living one is not', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  await script.clock.advance(25_000);
  assert.equal(socket.of('PING').length, 1);
  socket.frames({ type: 'PONG', timestamp: '2026-01-31T09:05:00.007Z' });
  await script.clock.advance(25_000);
  assert.equal(script.client.state.kind, 'connected');
  await script.clock.advance(10_000);
  assert.notEqual(script.client.state.kind, 'connected');
  assert.equal(socket.closedWith, 4_400);
});

test('a gateway that never answers is given up', async () => {
  const script = new GatewayScript();
  script.client.connect();
  await settled();
  script.socket.open();
  await script.clock.advance(20_000);
  assert.equal(script.sockets[0]?.closedWith, 4_400);
});

test('R-G10: with batching, a message is an array of frames', async () => {
  const script = new GatewayScript({ batch: true });
  const socket = await script.connect();
  assert.equal(socket.url.search, '?batch=1');
  socket.onmessage?.({
    data: JSON.stringify([
      { type: 'TICK', channel: 'campaign:1', data: { n: 1 } },
      { type: 'TICK', channel: 'campaign:1', data: { n: 2 } },
    ]),
  });
  assert.deepEqual(script.events, ['campaign:1/1', 'campaign:1/2']);
});

test('an unreadable message is followed by a new connection: what it held is not lost silently', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  socket.onmessage?.({ data: '{"type":' });
  assert.equal(script.waiting.reason, 'an unreadable frame');
});

test('after close, nothing is tried and nothing is heard', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  script.client.close();
  assert.equal(socket.closedWith, 1_000);
  assert.equal(socket.onmessage, null);
  await script.clock.advance(100_000);
  assert.equal(script.sockets.length, 1);
  assert.equal(script.clock.next, undefined);
});
