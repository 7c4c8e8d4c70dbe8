import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ack, at, GatewayScript, tick } from './support/gateway-script.ts';
import { settled } from './support/manual-clock.ts';

test('R-G8: every channel goes on from the last event that was seen', async () => {
  const script = new GatewayScript();
  let socket = await script.connect({ 'user:alice': at(3), 'room:1': at(10) });
  assert.equal(socket.url.search, '');
  assert.deepEqual(socket.of('SUBSCRIBE'), []);
  script.client.subscribe('campaign:42');
  socket.frames(ack(socket.last('SUBSCRIBE'), {}, at(100)), tick('campaign:42', 101), tick('room:1', 11));

  await script.lose();
  socket = await script.accept({ 'user:alice': at(9), 'room:1': at(20) });
  assert.equal(socket.url.search, '?resume=1');
  assert.deepEqual(
    socket.of('SUBSCRIBE').map((frame) => frame.data),
    [
      { channel: 'user:alice', since: at(3) },
      { channel: 'room:1', since: at(11) },
      { channel: 'campaign:42', since: at(101) },
    ],
  );
});

test('R-G8: replayed events come once and in order; live ones that came too early wait for their turn', async () => {
  const script = new GatewayScript();
  let socket = await script.connect({ 'room:1': at(1) });
  socket.frames(tick('room:1', 2));
  await script.lose();
  socket = await script.accept({ 'room:1': at(5) });
  const request = socket.last('SUBSCRIBE');
  socket.frames(tick('room:1', 5));
  socket.frames(ack(request, { replayed: 2 }, at(2)), tick('room:1', 3), { ...tick('room:1', 4), position: at(5) });
  assert.deepEqual(script.events, [2, 3, 4, 5].map((n) => `room:1/${n}`));
  socket.frames(tick('room:1', 6));
  assert.deepEqual(script.events, [2, 3, 4, 5, 6].map((n) => `room:1/${n}`));
  assert.deepEqual(script.resumptions, [{ channels: 1, replayed: 2, lost: 0 }]);
  assert.deepEqual(script.refreshes.map((each) => each.reason), ['connected']);
});

test('R-G8: a connection that breaks during the replay goes on from there', async () => {
  const script = new GatewayScript();
  let socket = await script.connect({ 'room:1': at(1) });
  await script.lose();
  socket = await script.accept({ 'room:1': at(4) });
  socket.frames(ack(socket.last('SUBSCRIBE'), { replayed: 3 }, at(4)));
  await script.lose();
  socket = await script.accept({ 'room:1': at(4) });
  assert.deepEqual(socket.last('SUBSCRIBE').data, { channel: 'room:1', since: at(1) });
  socket.frames(ack(socket.last('SUBSCRIBE'), { replayed: 3 }, at(4)), tick('room:1', 2));
  await script.lose();
  socket = await script.accept({ 'room:1': at(4) });
  assert.deepEqual(socket.last('SUBSCRIBE').data, { channel: 'room:1', since: at(2) });
});

test('R-G8: early events are not kept back when nothing, or not everything, was to be replayed', async () => {
  for (const outcome of [{ replayed: 0 }, { recovered: false, reason: 'expired' }]) {
    const script = new GatewayScript();
    await script.connect({ 'room:1': at(1) });
    await script.lose();
    const socket = await script.accept({ 'room:1': at(1) });
    socket.frames(tick('room:1', 2), ack(socket.last('SUBSCRIBE'), outcome, at(2)));
    assert.deepEqual(script.events, ['room:1/2']);
  }
  const script = new GatewayScript();
  await script.connect({ 'room:1': at(1) });
  await script.lose();
  const socket = await script.accept({ 'room:1': at(1) });
  socket.frames(tick('room:1', 9), ack(socket.last('SUBSCRIBE'), { replayed: 7 }, at(1)), tick('room:1', 2));
  socket.frames({ type: 'RESYNC', channel: 'room:1', data: { reason: 'slow-consumer' } });
  assert.deepEqual(script.events, ['room:1/2', 'room:1/9']);
});

test('R-G8: a connection that breaks before the answer goes on from where it was', async () => {
  const script = new GatewayScript();
  await script.connect({ 'room:1': at(1) });
  await script.lose();
  await script.accept({ 'room:1': at(4) });
  script.socket.frames(tick('room:1', 5));
  await script.lose();
  const socket = await script.accept({ 'room:1': at(5) });
  assert.deepEqual(socket.last('SUBSCRIBE').data, { channel: 'room:1', since: at(1) });
});

test('R-G8: a quiet channel goes on from the newest position that it was told', async () => {
  const script = new GatewayScript();
  await script.connect({ 'room:1': at(1) });
  await script.lose();
  let socket = await script.accept({ 'room:1': at(4) });
  socket.frames(ack(socket.last('SUBSCRIBE'), {}, at(4)));
  await script.lose();
  socket = await script.accept({ 'room:1': at(9) });
  assert.deepEqual(socket.last('SUBSCRIBE').data, { channel: 'room:1', since: at(4) });
});

test('R-G8: a gap is told for its channel alone, with where to load it', async () => {
  const script = new GatewayScript();
  await script.connect({ 'room:1': at(1), 'room:2': at(1) });
  await script.lose();
  const socket = await script.accept({ 'room:1': at(900), 'room:2': at(900) });
  const [first, second] = socket.of('SUBSCRIBE');
  assert.ok(first && second);
  const reload = '/api/chat/messages?roomId=1';
  socket.frames(ack(first, { recovered: false, reason: 'expired', reload }, at(900)), ack(second, {}, at(900)));
  socket.frames(tick('room:1', 901));
  assert.deepEqual(script.refreshes.slice(1), [{ channel: 'room:1', reason: 'expired', reload }]);
  assert.deepEqual(script.resumptions, [{ channels: 2, replayed: 0, lost: 1 }]);
  assert.deepEqual(script.events, ['room:1/901']);
});

test('R-G9: RESYNC is told for its channel', async () => {
  const script = new GatewayScript();
  const socket = await script.connect({ 'room:1': at(1) });
  socket.frames({ type: 'RESYNC', channel: 'room:1', data: { reason: 'slow-consumer' } });
  assert.deepEqual(script.refreshes.at(-1), { channel: 'room:1', reason: 'slow-consumer', reload: undefined });
});

test('R-G8: load, then subscribe: what was loaded by REST is gone on from', async () => {
  const script = new GatewayScript();
  script.client.resumeFrom('room:1', at(7));
  const subscription = script.client.subscribe('campaign:42', at(70));
  const socket = await script.connect({ 'room:1': at(9), 'user:alice': at(2) });
  assert.equal(socket.url.search, '?resume=1');
  assert.deepEqual(
    socket.of('SUBSCRIBE').map((frame) => frame.data),
    [
      { channel: 'room:1', since: at(7) },
      { channel: 'campaign:42', since: at(70) },
      { channel: 'user:alice', since: at(2) },
    ],
  );
  socket.of('SUBSCRIBE').forEach((frame) => socket.frames(ack(frame)));
  assert.equal((await subscription.ready).recovered, true);
  // Nobody has loaded what the user's own channel is about.
  assert.deepEqual(script.refreshes.map((each) => each.channel), ['user:alice']);
});

test('a subscription without a position is followed by a load, so that nothing falls in between', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  script.client.subscribe('campaign:42');
  assert.deepEqual(script.refreshes.map((each) => each.channel), [undefined]);
  socket.frames(ack(socket.last('SUBSCRIBE'), {}, at(5)));
  assert.deepEqual(script.refreshes.at(-1), { channel: 'campaign:42', reason: 'subscribed', reload: undefined });
});

test('an event that comes twice over different connections is told once', async () => {
  const script = new GatewayScript();
  let socket = await script.connect({ 'room:1': at(1) });
  socket.frames(tick('room:1', 2));
  await script.lose();
  socket = await script.accept({ 'room:1': at(2) });
  socket.frames(ack(socket.last('SUBSCRIBE'), { replayed: 2 }), tick('room:1', 2), tick('room:1', 3));
  assert.deepEqual(script.events, ['room:1/2', 'room:1/3']);
});

test('R-G4: rooms that come and go while connected are followed', async () => {
  const script = new GatewayScript();
  let socket = await script.connect();
  socket.frames({ type: 'SUBSCRIBED', channel: 'room:1', position: at(1) }, tick('room:1', 2));
  socket.frames({ type: 'SUBSCRIBED', channel: 'room:2', position: at(1) }, { type: 'UNSUBSCRIBED', channel: 'room:2' });
  await script.lose();
  socket = await script.accept({ 'room:1': at(2) });
  assert.deepEqual(socket.of('SUBSCRIBE').map((frame) => frame.data), [{ channel: 'room:1', since: at(2) }]);
});

test('a room that is no longer ours is told and forgotten', async () => {
  const script = new GatewayScript();
  await script.connect({ 'room:1': at(1) });
  await script.lose();
  let socket = await script.accept();
  const { id } = socket.last('SUBSCRIBE');
  socket.frames({ type: 'ERROR', id, data: { code: 'not-found', title: 'Not found', retryable: false } });
  assert.deepEqual(script.refreshes.at(-1), { channel: 'room:1', reason: 'not-found', reload: undefined });
  await script.lose();
  socket = await script.accept();
  assert.deepEqual(socket.of('SUBSCRIBE'), []);
});

test('a subscription that can’t be answered now is asked for again, with the same position', async () => {
  const script = new GatewayScript();
  await script.connect({ 'room:1': at(1) });
  await script.lose();
  const socket = await script.accept();
  const { id } = socket.last('SUBSCRIBE');
  socket.frames({ type: 'ERROR', id, data: { code: 'unavailable', title: 'Away', retryable: true, retryAfterMs: 400 } });
  assert.deepEqual(script.resumptions, []);
  await script.clock.advance(399);
  assert.equal(socket.of('SUBSCRIBE').length, 1);
  await script.clock.advance(400);
  assert.equal(socket.of('SUBSCRIBE').length, 2);
  assert.deepEqual(socket.last('SUBSCRIBE').data, { channel: 'room:1', since: at(1) });
});

test('a refused subscription rejects and is not asked for again', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  const { ready } = script.client.subscribe('secret:1');
  const { id } = socket.last('SUBSCRIBE');
  socket.frames({ type: 'ERROR', id, data: { code: 'not-found', title: 'Not found', retryable: false } });
  await assert.rejects(ready, { code: 'not-found' });
  await script.lose();
  assert.deepEqual((await script.accept()).of('SUBSCRIBE'), []);
});

test('many channels are asked for a few at a time', async () => {
  const channels = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`room:${n}`, at(n)]));
  const script = new GatewayScript();
  await script.connect(channels);
  await script.lose();
  const socket = await script.accept(channels);
  let most = 0;
  for (let answered = 0; answered < 500; answered++) {
    const asked = socket.of('SUBSCRIBE');
    most = Math.max(most, asked.length - answered);
    const request = asked[answered];
    assert.ok(request);
    socket.frames(ack(request));
  }
  assert.equal(most, 32);
  assert.deepEqual(script.resumptions, [{ channels: 500, replayed: 0, lost: 0 }]);
});

/** Numbers that a seed determines (Steele et al., "Fast splittable pseudorandom number generators", 2014; 32 bits). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
}

test('R-G8: random histories with disconnects at every point: each event once, in order, or a gap is told', async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = numbers(seed);
    const script = new GatewayScript({ backoff: { random: () => 0 } });
    const channels = ['room:a', 'room:b'];
    /** The gateway's log; an event is at the offset of its number. */
    const log: Record<string, number> = { 'room:a': 0, 'room:b': 0 };
    const told: Record<string, number[]> = { 'room:a': [], 'room:b': [] };
    const gaps: Record<string, number[]> = { 'room:a': [], 'room:b': [] };
    script.client.on<{ n: number }>('TICK', ({ n }, frame) => told[frame.channel as string]?.push(n));
    script.client.onRefresh(({ channel }) => {
      if (channel !== undefined) {
        gaps[channel]?.push(log[channel] as number);
      }
    });
    const positions = () => Object.fromEntries(channels.map((channel) => [channel, at(log[channel] as number)]));
    await script.connect(positions());
    let subscribed = new Set(channels);
    /** What a channel was given on this connection before it was asked for: it is not given again. */
    let early: Record<string, Set<number>> = { 'room:a': new Set(), 'room:b': new Set() };
    const begin = async () => {
      await script.lose();
      await script.accept(positions());
      subscribed = new Set();
      early = { 'room:a': new Set(), 'room:b': new Set() };
      answered = 0;
    };
    const missed = (channel: string, since: number, upTo: number) =>
      Array.from({ length: Math.max(0, upTo - since) }, (_, index) => since + index + 1).filter((n) => !early[channel]?.has(n));
    /** The last of what was missed has the newest position; so has what stands in its stead if nothing was. */
    const replay = (channel: string, events: readonly number[], now: number) =>
      events.forEach((n, index) =>
        script.socket.frames(index === events.length - 1 ? { ...tick(channel, n), position: at(now) } : tick(channel, n)),
      );
    let answered = 0;
    for (let step = 0; step < 60; step++) {
      const channel = channels[Math.floor(random() * 2)] as string;
      const dice = random();
      if (dice < 0.5) {
        const n = (log[channel] = (log[channel] as number) + 1);
        // The gateway holds events back until a channel was asked for; sometimes it loses patience.
        if (subscribed.has(channel) || (early[channel]?.size ?? 0) > 0 || random() < 0.2) {
          if (!subscribed.has(channel)) {
            early[channel]?.add(n);
          }
          script.socket.frames(tick(channel, n));
        }
      } else if (dice < 0.7) {
        const request = script.socket.of('SUBSCRIBE')[answered];
        if (request !== undefined) {
          answered += 1;
          const asked = request.data as { channel: string; since: { offset: number } };
          const now = log[asked.channel] as number;
          subscribed.add(asked.channel);
          if (random() < 0.15) {
            script.socket.frames(ack(request, { recovered: false, reason: 'expired' }, at(now)));
          } else {
            const events = missed(asked.channel, asked.since.offset, now);
            script.socket.frames(ack(request, { replayed: events.length }, at(now)));
            // The connection may break anywhere in the replay.
            if (random() < 0.7 || events.length === 0) {
              replay(asked.channel, events, now);
            } else {
              const given = events.slice(0, Math.floor(random() * events.length));
              given.forEach((n) => script.socket.frames(tick(asked.channel, n)));
              await begin();
            }
          }
        }
      } else if (dice < 0.85) {
        await begin();
      }
    }
    for (;;) {
      const request = script.socket.of('SUBSCRIBE')[answered++];
      if (request === undefined) {
        break;
      }
      const asked = request.data as { channel: string; since: { offset: number } };
      const now = log[asked.channel] as number;
      const events = missed(asked.channel, asked.since.offset, now);
      script.socket.frames(ack(request, { replayed: events.length }, at(now)));
      replay(asked.channel, events, now);
    }
    await settled();
    for (const channel of channels) {
      const numbersTold = told[channel] as number[];
      const reloaded = gaps[channel] as number[];
      let expected = 1;
      for (const n of numbersTold) {
        while (n > expected && reloaded.some((upTo) => expected <= upTo)) {
          expected += 1;
        }
        assert.equal(n, expected, `seed ${seed}, ${channel}: ${numbersTold}, reloaded at ${reloaded}`);
        expected += 1;
      }
      while (reloaded.some((upTo) => expected <= upTo)) {
        expected += 1;
      }
      assert.equal(expected, (log[channel] as number) + 1, `seed ${seed}, ${channel}: the end`);
    }
  }
});
