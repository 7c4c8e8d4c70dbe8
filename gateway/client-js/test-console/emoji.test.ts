import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHOICES, oneEmoji } from '../../console/chat/reaction/emoji.ts';

test('R-C5: one emoji is taken, whatever it is made of', () => {
  for (const emoji of ['👍', '👍🏽', '❤️', '👩‍👩‍👧‍👦', '🇩🇪', '1️⃣', '#️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '☕']) {
    assert.equal(oneEmoji(` ${emoji} `), emoji);
  }
});

test('R-C5: anything else is not', () => {
  for (const text of ['', ' ', 'a', '1', '👍👍', 'x👍', ':)', '👍!']) {
    assert.equal(oneEmoji(text), undefined, text);
  }
});

test('the usual reactions are emoji, each once and with a name of its own', () => {
  assert.ok(CHOICES.every(([emoji]) => oneEmoji(emoji) === emoji));
  assert.equal(new Set(CHOICES.map(([emoji]) => emoji)).size, CHOICES.length);
  assert.equal(new Set(CHOICES.map(([, name]) => name)).size, CHOICES.length);
});
