import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { explain } from '../app/notices';
import { displayName } from '../app/person';
import { Route } from '../app/route';
import { Observe } from '../app/store';
import { shortTime } from '../app/time';
import { plural } from '../app/words';
import type { PresenceStore } from '../presence/presence-store';
import { controls } from '../theme/controls';
import { icon } from '../theme/icons';
import { authorOf, roomTitle, type Message, type Room } from './model';
import './new-room-dialog';
import type { NewRoomDialog } from './new-room-dialog';
import { roomAvatar } from './room-avatar';
import type { RoomStore } from './room-store';

/** The user's rooms: the latest first, each with its last message and what is unread. */
@customElement('room-list')
export class RoomList extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-block-size: 0;
      }

      nav {
        display: flex;
        flex-direction: column;
        flex: 1;
        min-block-size: 0;
      }

      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 1rem 0.75rem 0.5rem 1.25rem;
      }

      h2 {
        font-size: var(--text-l);
        letter-spacing: -0.01em;
      }

      .scroll {
        flex: 1;
        overflow-y: auto;
        padding: 0 0.5rem 1rem;
      }

      a {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        column-gap: 0.75rem;
        align-items: center;
        padding: 0.6rem 0.75rem;
        border-radius: var(--radius);
        color: inherit;
        text-decoration: none;
      }

      @media (hover: hover) {
        a:hover {
          background: var(--hover);
        }
      }

      a:focus-visible {
        outline-offset: -2px;
      }

      a[aria-current] {
        background: var(--accent-soft);
        --surround: var(--accent-soft);
      }

      .title,
      .last {
        display: block;
        min-inline-size: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .title {
        font-weight: 550;
      }

      .unread .title {
        font-weight: 700;
      }

      .last {
        font-size: var(--text-s);
        color: var(--ink-faint);
      }

      .unread .last,
      a[aria-current] .last,
      a[aria-current] time {
        color: var(--ink-soft);
      }

      .line {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.6rem;
        min-block-size: 1.4rem;
      }

      time {
        flex: none;
        font-size: var(--text-xs);
        color: var(--ink-faint);
        font-variant-numeric: tabular-nums;
      }

      .badge.mention {
        background: var(--badge);
      }

      .badges {
        display: flex;
        gap: 0.25rem;
        flex: none;
      }

      .empty,
      .error {
        margin: 0.5rem 0.75rem;
      }

      .empty .button {
        margin-block-start: 0.75rem;
      }
    `,
  ];

  @property({ attribute: false }) rooms!: RoomStore;
  @property({ attribute: false }) presence!: PresenceStore;
  @property({ attribute: false }) userId!: string;
  @property({ attribute: false }) current: string | undefined;
  @query('new-room-dialog') private dialog!: NewRoomDialog;

  constructor() {
    super();
    new Observe(this, () => this.rooms);
    new Observe(this, () => this.presence);
  }

  override render() {
    return html`
      <nav aria-labelledby="rooms">
        <div class="head">
          <h2 id="rooms">Rooms</h2>
          <button class="icon-button" aria-label="New room" title="New room" @click=${() => this.dialog.open()}>
            ${icon('plus')}
          </button>
        </div>
        <div class="scroll">${this.renderRooms()}</div>
      </nav>
      <new-room-dialog .rooms=${this.rooms} .presence=${this.presence} .userId=${this.userId}></new-room-dialog>
    `;
  }

  private renderRooms() {
    const { rooms, failure } = this.rooms.state;
    if (rooms === undefined) {
      return failure === undefined
        ? html`<p class="empty" role="status">Loading rooms…</p>`
        : html`<p class="error" role="alert">${explain(failure)}</p>
            <p class="empty"><button class="link" @click=${() => this.rooms.load()}>Try again</button></p>`;
    }
    if (rooms.length === 0) {
      return html`<div class="empty">
        <p>No rooms yet. Start one with your team, or write to somebody directly.</p>
        <button class="button" @click=${() => this.dialog.open()}>${icon('plus', 16)}Start a room</button>
      </div>`;
    }
    return html`<ul>
      ${repeat(
        rooms,
        (room) => room.id,
        (room) => html`<li>${this.renderRoom(room)}</li>`,
      )}
    </ul>`;
  }

  private renderRoom(room: Room) {
    const last = room.lastMessage;
    return html`
      <a
        href=${Route.toRoom(room.id)}
        class=${room.unreadCount > 0 ? 'unread' : ''}
        aria-current=${room.id === this.current ? 'page' : nothing}
        data-room=${room.id}
      >
        ${roomAvatar(room, this.presence)}
        <span>
          <span class="line">
            <span class="title">${roomTitle(room)}</span>
            ${last ? html`<time datetime=${last.createdAt}>${shortTime(last.createdAt)}</time>` : nothing}
          </span>
          <span class="line">
            <span class="last">${last ? this.preview(last, room) : html`<em>No messages yet</em>`}</span>
            <span class="badges">${this.renderBadges(room)}</span>
          </span>
        </span>
      </a>
    `;
  }

  private renderBadges(room: Room) {
    const count = room.unreadCount > 99 ? '99+' : room.unreadCount;
    return html`
      ${room.mentionCount > 0
        ? html`<span class="badge mention"><span aria-hidden="true">@</span
            ><span class="unseen">${plural(room.mentionCount, 'mention')} of you,</span></span>`
        : nothing}
      ${room.unreadCount > 0
        ? html`<span class="badge count">${count}<span class="unseen"> unread</span></span>`
        : nothing}
    `;
  }

  private preview(message: Message, room: Room): string {
    if (message.deletedAt) {
      return 'Message deleted';
    }
    if (message.userId === this.userId) {
      return `You: ${message.message}`;
    }
    return room.kind === 'direct' ? message.message : `${displayName(authorOf(message)).split(' ')[0]}: ${message.message}`;
  }
}
