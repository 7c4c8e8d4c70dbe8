import type { Position } from '@tidings/client';
import type { Person } from '../app/person';

/** One emoji under a message. */
export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  /** Some of those who gave it, by user id: all of them while they are few. */
  readonly users: readonly string[];
}

/** A message as the server has it. `seq` counts a room's messages without gaps and gives their order. */
export interface Message {
  readonly id: string;
  readonly roomId: string;
  readonly seq: number;
  readonly userId: string;
  /** The text as its author wrote it. */
  readonly message: string;
  /** The text as the server rendered it. */
  readonly html: string;
  /** The message of the room that this one answers. */
  readonly parentId?: string | null;
  readonly replyCount: number;
  readonly lastReplySeq?: number | null;
  readonly lastReplyAt?: string | null;
  /** Ids of the room's members that the text mentions. */
  readonly mentions: readonly string[];
  /** Whether it mentions everybody in the room. */
  readonly mentionsRoom?: 'room' | 'here' | null;
  readonly reactions: readonly Reaction[];
  readonly createdAt: string;
  readonly editedAt?: string | null;
  readonly deletedAt?: string | null;
  readonly pinnedAt?: string | null;
  readonly clientMessageId?: string | null;
  /** One more with each edit. */
  readonly version: number;
  /** The number of the room's last event that changed the message. */
  readonly eventSeq: number;
  readonly user?: Person | null;
}

/** A message of the signed-in user that the server has not confirmed yet. */
export interface OutgoingMessage {
  readonly clientMessageId: string;
  readonly text: string;
  readonly parentId: string | undefined;
  readonly createdAt: string;
  /** Why sending failed; `undefined` while it is under way. */
  readonly failure: string | undefined;
  /** Whether it is sent again by itself once the connection is back. */
  readonly waits: boolean;
}

/** What a message said at one time. */
export interface Edit {
  readonly version: number;
  readonly message: string;
  readonly html: string;
  readonly createdAt: string;
}

export type RoomKind = 'direct' | 'group' | 'channel' | 'project' | 'support';

export type Role = 'owner' | 'admin' | 'member' | 'guest';

/** A room as one of its members sees it in their list. */
export interface Room {
  readonly id: string;
  readonly kind: RoomKind;
  readonly name?: string | null;
  readonly memberCount: number;
  /** The user's own role. */
  readonly role?: Role | null;
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

export interface Member {
  readonly userId: string;
  readonly role: Role;
  readonly user: Person;
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

/** Whether a message of somebody else calls upon a user, by name or with everybody. */
export function mentionsUser(message: Message, userId: string): boolean {
  return message.userId !== userId && (message.mentions.includes(userId) || Boolean(message.mentionsRoom));
}

/** Owner and admins manage a room. */
export function isManager(role: Role | null | undefined): boolean {
  return role === 'owner' || role === 'admin';
}
