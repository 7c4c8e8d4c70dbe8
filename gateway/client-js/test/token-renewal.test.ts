import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock } from '../src/index.ts';
import { GatewayScript } from './support/gateway-script.ts';

const HOUR = 3_600_000;

function jwt(expiresAt: number): string {
  return `e30.${btoa(JSON.stringify({ exp: expiresAt / 1_000 }))}.signature`;
}

function isoAfter(clock: Clock, ms: number): string {
  return new Date(clock.now() + ms).toISOString();
}

/** Lets time pass on a connection that lives. */
async function live(script: GatewayScript, ms: number): Promise<void> {
  for (let waited = 0; waited < ms; waited += 5_000) {
    await script.clock.advance(Math.min(5_000, ms - waited));
    script.socket.frames({ type: 'PONG' });
  }
}

test('R-G2: a newer token is shown a minute before the present one ends, on the live connection', async () => {
  const asked: boolean[] = [];
  const script = new GatewayScript({
    token: ({ renew }) => {
      asked.push(renew);
      return `token-${asked.length}`;
    },
  });
  const socket = await script.connect({}, { tokenExpiresAt: isoAfter(script.clock, HOUR) });
  await live(script, HOUR - 60_001);
  assert.deepEqual(socket.of('AUTH'), []);
  await script.clock.advance(1);
  const auth = socket.last('AUTH');
  assert.deepEqual(auth.data, { token: 'token-2' });
  assert.deepEqual(asked, [false, true]);

  socket.frames({ type: 'ACK', id: auth.id, data: { tokenExpiresAt: isoAfter(script.clock, 40_000) } });
  await live(script, 31_999);
  assert.equal(socket.of('AUTH').length, 1);
  await script.clock.advance(1);
  assert.deepEqual(socket.last('AUTH').data, { token: 'token-3' });
  assert.equal(script.sockets.length, 1);
});

test('without a word of the gateway, the token’s own end counts', async () => {
  let token = '';
  const script = new GatewayScript({ token: () => token });
  token = jwt(script.clock.now() - (script.clock.now() % 1_000) + 50_000);
  const left = 50_000 - (script.clock.now() % 1_000);
  const socket = await script.connect();
  token = jwt(script.clock.now() + HOUR);
  await live(script, Math.floor(left * 0.8) - 1);
  assert.deepEqual(socket.of('AUTH'), []);
  await live(script, 2);
  assert.deepEqual(socket.last('AUTH').data, { token });
});

test('a source that has nothing newer is asked again until the end', async () => {
  let asked = 0;
  const script = new GatewayScript({
    token: () => {
      asked += 1;
      return asked < 4 ? 'old' : 'new';
    },
  });
  const socket = await script.connect({}, { tokenExpiresAt: isoAfter(script.clock, 30_000) });
  await script.clock.advance(24_000);
  assert.deepEqual(socket.of('AUTH'), []);
  await script.clock.advance(5_000);
  assert.deepEqual(socket.of('AUTH'), []);
  await script.clock.advance(5_000);
  assert.equal(asked, 4);
  assert.deepEqual(socket.last('AUTH').data, { token: 'new' });
});

test('nothing is renewed while there is no connection', async () => {
  let asked = 0;
  const script = new GatewayScript({ token: () => `token-${++asked}` });
  await script.connect({}, { tokenExpiresAt: isoAfter(script.clock, 20_000) });
  script.client.close();
  await script.clock.advance(100_000);
  assert.equal(asked, 1);
});
