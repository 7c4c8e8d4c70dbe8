import type { Message } from './model';

/** Two lists of one room's messages as one: in the order of the room, each message once. */
export function merge(one: readonly Message[], other: readonly Message[]): readonly Message[] {
  const byId = new Map([...one, ...other].map((message) => [message.id, message]));
  return [...byId.values()].sort((left, right) => left.seq - right.seq);
}

/** Whether nothing is missing between what is shown and a newer page. */
export function adjoins(shown: readonly Message[], newer: readonly Message[]): boolean {
  return shown.length === 0 || newer.length === 0 || newer[0].seq <= shown[shown.length - 1].seq + 1;
}
