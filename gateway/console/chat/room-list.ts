import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
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
import { plainText } from './message/plain-text';
import { authorOf, isMuted, roomTitle, type Message, type Room } from './model';
import './new-room-dialog';
import type { NewRoomDialog } from './new-room-dialog';
import '../app/action-menu';
import type { ActionMenu, MenuEntry } from '../app/action-menu';
import type { Notices } from '../app/notices';
import './channel/channel-dialog';
import type { ChannelDialog } from './channel/channel-dialog';
import type { ChatApi } from './chat-api';
import './invitation/invitation-list';
import type { InvitationStore } from './invitation/invitation-store';
import type { RoomSettings } from './model';
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
        padding: 1rem 0.75rem 0.5rem 1.25rem;
      }

      h2 {
        flex: 1;
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
        flex: 1;
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

      li {
        position: relative;
      }

      .more {
        position: absolute;
        inset-block-end: 0.35rem;
        inset-inline-end: 0.5rem;
        inline-size: 1.9rem;
        block-size: 1.7rem;
        border-radius: var(--radius-s);
        background: var(--raised);
        border: 1px solid var(--line);
        opacity: 0;
      }

      li:hover .more,
      .more:focus-visible {
        opacity: 1;
      }

      @media (hover: none) {
        .more {
          opacity: 1;
          border: 0;
          background: none;
        }

        li > a {
          padding-inline-end: 2.75rem;
        }
      }

      .sign {
        flex: none;
        color: var(--ink-faint);
        line-height: 0;
      }

      .badge.muted {
        background: var(--ink-faint);
      }

      .archive {
        margin: 1rem 0.75rem 0.5rem;
        font-size: var(--text-s);
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
  @property({ attribute: false }) invitations!: InvitationStore;
  @property({ attribute: false }) api!: ChatApi;
  @property({ attribute: false }) notices!: Notices;
  @property({ attribute: false }) userId!: string;
  @property({ attribute: false }) current: string | undefined;
  @state() private archived: readonly Room[] | undefined;
  @query('action-menu') private menu!: ActionMenu;
  @query('channel-dialog') private channels!: ChannelDialog;
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
          <button
            class="icon-button"
            aria-label="Browse channels"
            title="Browse channels"
            @click=${() => this.channels.open()}
          >
            ${icon('channel')}
          </button>
          <button class="icon-button" aria-label="New room" title="New room" @click=${() => this.dialog.open()}>
            ${icon('plus')}
          </button>
        </div>
        <div class="scroll">
          <invitation-list .invitations=${this.invitations} .notices=${this.notices}></invitation-list>
          ${this.renderRooms()} ${this.renderArchived()}
        </div>
        <action-menu label="Room"></action-menu>
      </nav>
      <channel-dialog .api=${this.api} .rooms=${this.rooms}></channel-dialog>
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
        rooms.filter((room) => !room.archivedAt),
        (room) => room.id,
        (room) => html`<li>
          ${this.renderRoom(room)}
          ${room.settings
            ? html`<button
                class="icon-button more"
                aria-label="Settings of ${roomTitle(room)}"
                aria-haspopup="menu"
                @click=${(event: Event) => this.menu.open(this.entriesFor(room), event.currentTarget as Element)}
              >
                ${icon('more', 16)}
              </button>`
            : nothing}
        </li>`,
      )}
    </ul>`;
  }

  private renderRoom(room: Room) {
    const last = room.lastMessage;
    return html`
      <a
        href=${Route.toRoom(room.id)}
        class=${room.unreadCount > 0 && !isMuted(room) ? 'unread' : ''}
        aria-current=${room.id === this.current ? 'page' : nothing}
        data-room=${room.id}
      >
        ${roomAvatar(room, this.presence)}
        <span>
          <span class="line">
            <span class="title">
              ${room.kind === 'channel' ? html`<span aria-hidden="true">#</span>` : nothing}${roomTitle(room)}
            </span>
            ${room.settings?.isPinned ? html`<span class="sign" title="Pinned">${icon('pin', 13)}<span class="unseen">Pinned</span></span>` : nothing}
            ${isMuted(room) ? html`<span class="sign" title="Muted">${icon('muted', 13)}<span class="unseen">Muted</span></span>` : nothing}
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

  /** Rooms that can only be read are shown when they are asked for. */
  private renderArchived() {
    if (this.rooms.state.rooms === undefined) {
      return nothing;
    }
    if (this.archived === undefined) {
      return html`<p class="archive"><button class="link" @click=${this.showArchived}>Show archived rooms</button></p>`;
    }
    return html`<h3 class="section-title archive">Archived</h3>
      ${this.archived.length === 0 ? html`<p class="empty">No room is archived.</p>` : nothing}
      <ul>
        ${this.archived.map((room) => html`<li>${this.renderRoom(room)}</li>`)}
      </ul>`;
  }

  private async showArchived(): Promise<void> {
    try {
      this.archived = await this.api.archivedRooms();
    } catch (error) {
      this.notices.failed('The archived rooms could not be loaded', error);
    }
  }

  private entriesFor(room: Room): readonly MenuEntry[] {
    const set = (settings: Partial<RoomSettings>) => () => this.set(room, settings);
    return [
      room.settings?.isPinned
        ? { label: 'Unpin', run: set({ isPinned: false }) }
        : { label: 'Pin to the top', run: set({ isPinned: true }) },
      ...(isMuted(room)
        ? [{ label: 'Unmute', run: set({ isMuted: false }) }]
        : [
            { label: 'Mute for an hour', run: () => this.set(room, { isMuted: true, mutedUntil: inHours(1) }) },
            { label: 'Mute for a day', run: () => this.set(room, { isMuted: true, mutedUntil: inHours(24) }) },
            { label: 'Mute', run: set({ isMuted: true }) },
          ]),
      { label: 'Hide until the next message', run: set({ isHidden: true }) },
    ];
  }

  private async set(room: Room, settings: Partial<RoomSettings>): Promise<void> {
    try {
      await this.rooms.changeSettings(room.id, settings);
    } catch (error) {
      this.notices.failed('That could not be set', error);
    }
  }

  private renderBadges(room: Room) {
    const count = room.unreadCount > 99 ? '99+' : room.unreadCount;
    return html`
      ${room.mentionCount > 0
        ? html`<span class="badge mention"><span aria-hidden="true">@</span
            ><span class="unseen">${plural(room.mentionCount, 'mention')} of you,</span></span>`
        : nothing}
      ${room.unreadCount > 0
        ? html`<span class="badge count ${isMuted(room) ? 'muted' : ''}">${count}<span class="unseen"> unread</span></span>`
        : nothing}
    `;
  }

  private preview(message: Message, room: Room): string {
    if (message.deletedAt) {
      return 'Message deleted';
    }
    const text = plainText(message.html) || 'A file';
    if (message.userId === this.userId) {
      return `You: ${text}`;
    }
    return room.kind === 'direct' ? text : `${displayName(authorOf(message)).split(' ')[0]}: ${text}`;
  }
}

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}
