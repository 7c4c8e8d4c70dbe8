import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presenceWords, type Presence } from '../../console/presence/presence.ts';
import { Wanted } from '../../console/presence/wanted.ts';

const NOW = Date.parse('2026-03-01T10:00:00.000Z');

function presence(change: Partial<Presence>): Presence {
  return { userId: 'bob', isOnline: true, status: 'online', version: 2, user: { id: 'bob' }, ...change };
}

test('presence is said in words, with what somebody says of themselves', () => {
  assert.equal(presenceWords(undefined, NOW), 'Offline');
  assert.equal(presenceWords(presence({}), NOW), 'Online');
  assert.equal(presenceWords(presence({ status: 'busy', message: 'In a meeting' }), NOW), 'Busy · In a meeting');
  const over = { message: 'In a meeting', messageExpiresAt: '2026-03-01T10:00:00.000Z' };
  assert.equal(presenceWords(presence(over), NOW), 'Online');
});

test('somebody who is offline was last seen a while ago', () => {
  const seen = (lastSeenAt: string | null) => presenceWords(presence({ status: 'offline', lastSeenAt }), NOW);
  assert.equal(seen(null), 'Offline');
  assert.equal(seen('2026-03-01T10:00:05.000Z'), 'Last seen just now');
  assert.match(seen('2026-03-01T09:55:00.000Z'), /^Last seen .*5/);
  assert.match(seen('2026-02-27T10:00:00.000Z'), /^Last seen .*2/);
});

test('of more than can be followed those are who were asked for last', () => {
  const wanted = new Wanted();
  for (let i = 0; i < 200; i++) {
    assert.equal(wanted.add(`u${i}`), true);
  }
  assert.equal(wanted.add('u0'), false);
  assert.equal(wanted.add('one more'), true);
  assert.equal(wanted.users.length, 200);
  assert.ok(wanted.users.includes('u0'));
  assert.ok(!wanted.users.includes('u1'));
});
