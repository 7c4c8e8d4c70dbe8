import type { Position } from '@tidings/client';
import type { Person } from '../app/person';

/** A message as the server has it. `seq` counts a room's messages without gaps and gives their order. */
export interface Message {
  readonly id: string;
  readonly roomId: string;
  readonly seq: number;
  readonly userId: string;
  /** The text as its author wrote it. It is always shown as text. */
  readonly message: string;
  /** Ids of the room's members that the text mentions. */
  readonly mentions?: readonly string[];
  readonly createdAt: string;
  readonly deletedAt?: string | null;
  readonly clientMessageId?: string | null;
  readonly user?: Person | null;
}

/** A message of the signed-in user that the server has not confirmed yet. */
export interface OutgoingMessage {
  readonly clientMessageId: string;
  readonly text: string;
  readonly createdAt: string;
  /** Why sending failed; `undefined` while it is under way. */
  readonly failure: string | undefined;
  /** Whether it is sent again by itself once the connection is back. */
  readonly waits: boolean;
}

export type RoomKind = 'direct' | 'group' | 'channel' | 'project' | 'support';

/** A room as one of its members sees it in their list. */
export interface Room {
  readonly id: string;
  readonly kind: RoomKind;
  readonly name?: string | null;
  readonly memberCount: number;
  /** The other member of a direct room. */
  readonly peer?: Person | null;
  readonly lastMessage?: Message | null;
  readonly unreadCount: number;
  readonly mentionCount: number;
  readonly lastSeq: number;
  readonly lastReadSeq: number;
  /** Where the room's channel stood when the room was read. */
  readonly position?: Position | null;
}

export function roomTitle(room: Room): string {
  if (room.kind === 'direct' && room.peer) {
    return [room.peer.firstName, room.peer.lastName].filter(Boolean).join(' ') || room.peer.id;
  }
  return room.name || 'Untitled room';
}

/** Who wrote a message; messages of users without a profile carry the id only. */
export function authorOf(message: Message): Person {
  return message.user ?? { id: message.userId };
}
