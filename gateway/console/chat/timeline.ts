import type { Message } from './model';

/** What an event says of a message without repeating the rest of it. */
export type MessageChange = Partial<Pick<Message, 'reactions' | 'replyCount' | 'lastReplySeq' | 'lastReplyAt'>>;

/**
 * Two lists of one room's messages as one: in the order of the room, each message once, in its newest state. Messages
 * that are no newer than those of the first list leave that one's as they are.
 */
export function merge(one: readonly Message[], other: readonly Message[]): readonly Message[] {
  const byId = new Map(one.map((message) => [message.id, message]));
  let changed = false;
  for (const message of other) {
    const known = byId.get(message.id);
    if (known === undefined || known.eventSeq < message.eventSeq) {
      byId.set(message.id, message);
      changed = true;
    }
  }
  return changed ? [...byId.values()].sort((left, right) => left.seq - right.seq) : one;
}

/** The list with a message changed by the room's event of a number, unless it is newer already or not in the list. */
export function amend(
  messages: readonly Message[],
  messageId: string,
  eventSeq: number,
  change: MessageChange,
): readonly Message[] {
  const index = messages.findIndex((message) => message.id === messageId);
  const known = messages[index];
  return known === undefined || known.eventSeq >= eventSeq ? messages : messages.with(index, { ...known, ...change, eventSeq });
}
