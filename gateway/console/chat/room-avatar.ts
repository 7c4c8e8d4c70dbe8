import { html, type TemplateResult } from 'lit';
import '../app/person-avatar';
import type { PresenceStore } from '../presence/presence-store';
import { roomTitle, type Room } from './model';

/** A room's picture: the other person of a direct room with their status, or the room's own initials. */
export function roomAvatar(room: Room, presence: PresenceStore): TemplateResult {
  if (room.kind === 'direct' && room.peer) {
    return html`<person-avatar .person=${room.peer} .status=${presence.statusOf(room.peer.id)}></person-avatar>`;
  }
  return html`<person-avatar .person=${{ id: room.id, firstName: roomTitle(room) }}></person-avatar>`;
}
