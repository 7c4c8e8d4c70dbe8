import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../console/chat/model.ts';
import { amend, merge } from '../../console/chat/timeline.ts';

const HISTORIES = 200;

/** Numbers that are the same in every run (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function message(seq: number, eventSeq: number): Message {
  return {
    id: `m-${seq}`,
    roomId: 'r-1',
    seq,
    userId: 'alice',
    message: `text ${eventSeq}`,
    html: `<p>text ${eventSeq}</p>`,
    replyCount: 0,
    mentions: [],
    reactions: [],
    attachments: [],
    createdAt: '2026-01-31T09:05:00.000Z',
    version: 1,
    eventSeq,
  };
}

type Apply = (messages: readonly Message[]) => readonly Message[];

/** A room with a random past: what it is in the end, and what a client may hear of it. */
function history(next: (below: number) => number): { readonly truth: readonly Message[]; readonly heard: readonly Apply[] } {
  let truth: readonly Message[] = [];
  const heard: Apply[] = [];
  const late: { readonly after: number; readonly page: readonly Message[] }[] = [];
  for (let eventSeq = 1; eventSeq <= 40; eventSeq += 1) {
    const changed = truth[next(truth.length + 2)];
    let event: Apply;
    if (changed === undefined) {
      const sent = message(truth.length + 1, eventSeq);
      truth = [...truth, sent];
      event = (messages) => merge(messages, [sent]);
    } else if (next(2) === 0) {
      const reactions = [{ emoji: '🎉', count: eventSeq, users: ['bob'] }];
      truth = truth.map((other) => (other === changed ? { ...other, reactions, eventSeq } : other));
      event = (messages) => amend(messages, changed.id, eventSeq, { reactions });
    } else {
      const edited = { ...changed, message: `text ${eventSeq}`, html: `<p>text ${eventSeq}</p>`, eventSeq };
      truth = truth.map((other) => (other === changed ? edited : other));
      event = (messages) => merge(messages, [edited]);
    }
    heard.push(event);
    if (next(4) === 0) {
      heard.push(event);
    }
    if (next(5) === 0) {
      // A page that is read now, and comes after some later events.
      late.push({ after: heard.length + next(6), page: truth.slice(next(truth.length)) });
    }
  }
  late
    .sort((one, other) => other.after - one.after)
    .forEach(({ after, page }) => heard.splice(after, 0, (messages) => merge(messages, page)));
  return { truth, heard };
}

test('R-C3: events, repeated or not, and pages that come late make of a timeline what the room is', () => {
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const { truth, heard } = history(random(seed));
    const shown = heard.reduce((messages, apply) => apply(messages), [] as readonly Message[]);
    assert.deepEqual(shown, truth, `seed ${seed}`);
  }
});

test('what says nothing new leaves the list the same object, so that nothing is rendered anew', () => {
  const shown = [message(1, 1), message(2, 5)];
  assert.equal(merge(shown, [message(1, 1), message(2, 4)]), shown);
  assert.equal(amend(shown, 'm-2', 5, { reactions: [] }), shown);
  assert.equal(amend(shown, 'm-9', 9, { reactions: [] }), shown);
});

test('a change of one message leaves the others the same objects', () => {
  const shown = [message(1, 1), message(2, 2)];
  const changed = amend(shown, 'm-2', 3, { replyCount: 1 });
  assert.equal(changed[0], shown[0]);
  assert.equal(changed[1]?.replyCount, 1);
  assert.equal(changed[1]?.eventSeq, 3);
});
