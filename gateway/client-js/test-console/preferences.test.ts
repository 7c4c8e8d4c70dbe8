import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choiceOf, wishOf, withChoice, type Preferences, type Wish } from '../../console/notification/preferences.ts';

const PLAIN: Preferences = {
  zone: 'UTC',
  mute: null,
  quietHours: null,
  digest: { at: '08:00', day: 'monday' },
  channels: { email: { enabled: true, digest: 'off' } },
  types: { review: { email: { enabled: false, digest: 'off' } } },
};

test('R-N4: a choice is one word, and the word is the choice', () => {
  for (const wish of ['usual', 'off', 'now', 'hourly', 'daily', 'weekly'] satisfies Wish[]) {
    assert.equal(wishOf(choiceOf(wish)), wish);
  }
  assert.equal(wishOf({ enabled: false, digest: 'daily' }), 'off');
});

test('R-N4: what is chosen for a type leaves everything else as it was', () => {
  const daily = withChoice(PLAIN, 'payment', 'email', choiceOf('daily'));
  assert.deepEqual(daily.types, { ...PLAIN.types, payment: { email: { enabled: true, digest: 'daily' } } });
  assert.deepEqual(daily.channels, PLAIN.channels);
  const push = withChoice(daily, 'payment', 'push', choiceOf('off'));
  assert.deepEqual(push.types.payment, {
    email: { enabled: true, digest: 'daily' },
    push: { enabled: false, digest: 'off' },
  });
});

test('R-N4: a type for which everything is as usual is not named', () => {
  assert.deepEqual(withChoice(PLAIN, 'review', 'email', undefined).types, {});
  assert.deepEqual(withChoice(PLAIN, 'review', 'push', undefined).types, PLAIN.types);
  assert.deepEqual(withChoice(PLAIN, undefined, 'email', choiceOf('off')).channels, {
    email: { enabled: false, digest: 'off' },
  });
});
