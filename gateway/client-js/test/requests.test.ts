import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RequestError } from '../src/index.ts';
import { GatewayScript, type Sent } from './support/gateway-script.ts';
import { settled } from './support/manual-clock.ts';

function error(request: Sent, code: string, retryable: boolean, retryAfterMs?: number): object {
  return {
    type: 'ERROR',
    id: request.id,
    data: { code, title: 'No.', retryable, ...(retryAfterMs !== undefined && { retryAfterMs }) },
  };
}

test('R-G2: an answer finds its request, whatever the order', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  const one = script.client.request('MESSAGE_READ', { roomId: '1', seq: 1 });
  const two = script.client.request('MESSAGE_READ', { roomId: '2', seq: 2 });
  const [first, second] = socket.of('MESSAGE_READ');
  socket.frames({ type: 'ACK', id: second?.id, data: { n: 2 } }, { type: 'ACK', id: first?.id, data: { n: 1 } });
  assert.deepEqual((await one).data, { n: 1 });
  assert.deepEqual((await two).data, { n: 2 });
});

test('a PING with an id is answered by its ACK, not by its PONG', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  const ping = script.client.request('PING');
  const { id } = socket.last('PING');
  socket.frames({ type: 'PONG', id }, { type: 'ACK', id });
  assert.equal((await ping).type, 'ACK');
});

test('R-C4: a message that was refused for now is sent again under its id, not before the gateway allows it', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  const sent = script.client.sendMessage({ roomId: '1', message: 'Hello' });
  await settled();
  const first = socket.last('MESSAGE_SEND');
  assert.match(String(first.data?.['clientMessageId']), /^[0-9a-f]{32}$/);
  socket.frames(error(first, 'rate-limited', true, 400));
  await script.clock.advance(399);
  assert.equal(socket.of('MESSAGE_SEND').length, 1);
  await script.clock.advance(251);
  const second = socket.last('MESSAGE_SEND');
  assert.deepEqual(second.data, first.data);
  assert.notEqual(second.id, first.id);
  socket.frames({ type: 'ACK', id: second.id, data: { id: 'm-1', seq: 1 } });
  assert.deepEqual(await sent, { id: 'm-1', seq: 1 });
});

test('R-C4: a message whose answer was lost is sent again over the next connection', async () => {
  const script = new GatewayScript();
  let socket = await script.connect();
  const sent = script.client.sendMessage({ roomId: '1', message: 'Hello', clientMessageId: 'c-1' });
  await settled();
  await script.lose();
  socket = await script.accept();
  await script.clock.advance(1_000);
  const again = socket.last('MESSAGE_SEND');
  assert.equal(again.data?.['clientMessageId'], 'c-1');
  socket.frames({ type: 'ACK', id: again.id, data: { id: 'm-1' } });
  assert.deepEqual(await sent, { id: 'm-1' });
});

test('messages of a room keep their order, those of another don’t wait for them', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  const texts = () => socket.of('MESSAGE_SEND').map((frame) => frame.data?.['message']);
  const sends = [
    script.client.sendMessage({ roomId: '1', message: 'one' }),
    script.client.sendMessage({ roomId: '1', message: 'two' }),
    script.client.sendMessage({ roomId: '2', message: 'other' }),
  ];
  await settled();
  assert.deepEqual(texts(), ['one', 'other']);
  socket.frames(error(socket.of('MESSAGE_SEND')[0] as Sent, 'unavailable', true, 100));
  await script.clock.advance(400);
  assert.deepEqual(texts(), ['one', 'other', 'one']);
  socket.of('MESSAGE_SEND').forEach(({ id }) => socket.frames({ type: 'ACK', id, data: {} }));
  await settled();
  assert.deepEqual(texts(), ['one', 'other', 'one', 'two']);
  socket.frames({ type: 'ACK', id: socket.last('MESSAGE_SEND').id, data: {} });
  await Promise.all(sends);
});

test('what is refused for good is not sent again', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  const sent = script.client.sendMessage({ roomId: '1', message: '' });
  await settled();
  socket.frames(error(socket.last('MESSAGE_SEND'), 'validation-failed', false));
  await assert.rejects(sent, (reason) => reason instanceof RequestError && reason.code === 'validation-failed');
  assert.equal(socket.of('MESSAGE_SEND').length, 1);
});

test('what would not be the same twice is not repeated', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  const published = script.client.publish('doc:42', 'CURSOR', { line: 3 });
  const request = socket.last('PUBLISH');
  assert.deepEqual(request.data, { channel: 'doc:42', event: 'CURSOR', data: { line: 3 } });
  socket.frames(error(request, 'rate-limited', true, 100));
  await assert.rejects(published, { code: 'rate-limited', retryAfterMs: 100 });
  await script.clock.advance(10_000);
  assert.equal(socket.of('PUBLISH').length, 1);

  const nameless = script.client.request('MESSAGE_SEND', { roomId: '1', message: 'Hello' });
  const outcome = assert.rejects(nameless, { code: 'connection-lost' });
  await script.lose();
  await outcome;
});

test('a request is given up when it was repeated for long enough', async () => {
  const script = new GatewayScript({ fallback: false });
  await script.connect();
  const read = script.client.markRead('1', 12);
  const outcome = assert.rejects(read, { code: 'connection-lost' });
  script.socket.end(1006);
  await script.clock.advance(60_000);
  await outcome;
});

test('a request without an answer fails in the end', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  const published = script.client.publish('doc:42', 'CURSOR', null);
  const outcome = assert.rejects(published, { code: 'timeout' });
  await script.clock.advance(9_000);
  socket.frames({ type: 'PONG' });
  await script.clock.advance(1_000);
  await outcome;
});

test('typing, activity and page are said without waiting', async () => {
  const script = new GatewayScript();
  script.client.typing('1', true);
  const socket = await script.connect();
  script.client.typing('1', true);
  script.client.typing('1', false);
  script.client.activity({ type: 'editing', resourceType: 'document', resourceId: '42' });
  script.client.navigated('/contacts/42', 'Jane Doe');
  assert.deepEqual(socket.sent, [
    { type: 'TYPING_START', data: { roomId: '1' } },
    { type: 'TYPING_STOP', data: { roomId: '1' } },
    { type: 'ACTIVITY', data: { type: 'editing', resourceType: 'document', resourceId: '42' } },
    { type: 'PAGE_NAVIGATE', data: { page: '/contacts/42', title: 'Jane Doe' } },
  ]);
});
