import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backoff, CloseCode } from '../src/index.ts';
import { isFinal, isOfGateway, STALE_CLOSURE } from '../src/close-code.ts';

test('R-G11: delays are spread from nothing to a bound that doubles up to its cap', () => {
  const bounds = (random: number) => {
    const backoff = new Backoff({ baseMs: 500, capMs: 4_000, random: () => random });
    return Array.from({ length: 6 }, () => backoff.next());
  };
  assert.deepEqual(bounds(0), [0, 0, 0, 0, 0, 0]);
  assert.deepEqual(bounds(0.5), [250, 500, 1_000, 2_000, 2_000, 2_000]);
  assert.deepEqual(bounds(0.999999), [500, 1_000, 2_000, 4_000, 4_000, 4_000]);
});

test('R-G11: a success makes the next delay short again', () => {
  const backoff = new Backoff({ random: () => 0.5 });
  backoff.next();
  backoff.next();
  assert.equal(backoff.attempts, 2);
  backoff.reset();
  assert.equal(backoff.next(), 250);
});

test('R-G12: a delay that the gateway asks for is never shortened, and is no failure', () => {
  const backoff = new Backoff({ random: () => 0.5 });
  assert.equal(backoff.atLeast(8_300), 8_550);
  assert.equal(backoff.attempts, 0);
});

test('close codes are final by their range', () => {
  const final = Object.values(CloseCode).filter(isFinal);
  assert.deepEqual(final, [CloseCode.PROTOCOL_VIOLATION, CloseCode.TOKEN_REVOKED, CloseCode.TOO_MANY_CONNECTIONS]);
  assert.ok(isFinal(4_999));
  assert.ok(!isFinal(4_499));
  assert.ok(!isFinal(1_006));
  assert.ok(Object.values(CloseCode).every(isOfGateway));
  assert.ok(!isOfGateway(STALE_CLOSURE));
  assert.ok(!isOfGateway(1_006));
});
