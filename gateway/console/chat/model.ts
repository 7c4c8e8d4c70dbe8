import type { Position } from '@tidings/client';
import type { Person } from '../app/person';

/** One emoji under a message. */
export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  /** Some of those who gave it, by user id: all of them while they are few. */
  readonly users: readonly string[];
}

/** A file that comes with a message. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** The media type, by its content. */
  readonly type?: string | null;
  /** Of an image, in pixels. */
  readonly width?: number | null;
  readonly height?: number | null;
  /** Whether there is a smaller picture of it. */
  readonly thumbnail?: boolean;
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
  readonly attachments: readonly Attachment[];
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
  readonly attachments: readonly Attachment[];
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

/** What the user has set for themselves in a room. */
export interface RoomSettings {
  /** Whether to hear of mentions only. */
  readonly isMuted: boolean;
  readonly mutedUntil?: string | null;
  readonly isPinned: boolean;
  /** Whether it is out of the list until its next message. */
  readonly isHidden: boolean;
}

export type Role = 'owner' | 'admin' | 'member' | 'guest';

/** A room as one of its members sees it in their list. */
export interface Room {
  readonly id: string;
  readonly kind: RoomKind;
  readonly name?: string | null;
  /** What it is about, in a line. */
  readonly topic?: string | null;
  readonly projectId?: string | null;
  readonly leadId?: string | null;
  readonly contactId?: string | null;
  readonly memberCount: number;
  /** Since when it can only be read. */
  readonly archivedAt?: string | null;
  /** How long a member has to wait between two messages. */
  readonly slowModeSeconds?: number;
  /** One more with each change of the room itself. */
  readonly version?: number;
  /** The user's own role. */
  readonly role?: Role | null;
  readonly settings?: RoomSettings | null;
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

/** What to call the kind of a room, and what it is linked to. */
export function roomKind({ kind, projectId, leadId, contactId }: Room): string {
  switch (kind) {
    case 'direct':
      return 'Direct';
    case 'group':
      return 'Group';
    case 'channel':
      return 'Channel';
    case 'project':
      return `Project ${projectId ?? ''}`.trim();
    case 'support':
      return leadId ? `Support of lead ${leadId}` : contactId ? `Support of contact ${contactId}` : 'Support';
  }
}

/** Whether the user has muted a room, and the time of that is not over. */
export function isMuted({ settings }: Room): boolean {
  return Boolean(settings?.isMuted) && (!settings?.mutedUntil || Date.parse(settings.mutedUntil) > Date.now());
}

/** Why the user can't write into a room; `undefined` if they can. */
export function readOnlyReason(room: Room): string | undefined {
  if (room.archivedAt) {
    return 'This room is archived. It can only be read.';
  }
  return room.kind === 'channel' && !isManager(room.role) ? 'Only the owner and admins write into this channel.' : undefined;
}

/** Owner and admins manage a room. */
export function isManager(role: Role | null | undefined): boolean {
  return role === 'owner' || role === 'admin';
}
