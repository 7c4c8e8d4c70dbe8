import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { acceptFiles } from './attachment/accept-files';
import { explain } from '../app/notices';
import { Route } from '../app/route';
import { Observe } from '../app/store';
import { plural } from '../app/words';
import '../presence/here-line';
import type { HereStore } from '../presence/here-store';
import { presenceWords } from '../presence/presence';
import type { PresenceStore } from '../presence/presence-store';
import { controls } from '../theme/controls';
import { icon } from '../theme/icons';
import type { Conversation } from './conversation';
import './member/room-dialog';
import type { RoomDialog } from './member/room-dialog';
import './message-composer';
import type { Composition, MessageComposer } from './message-composer';
import './message-list';
import type { MessageList } from './message-list';
import { readOnlyReason, roomKind, roomTitle, type Room } from './model';
import './pin/pin-bar';
import { roomAvatar } from './room-avatar';
import type { RoomStore } from './room-store';
import './typing/typing-line';

/** One room: what it is, what is pinned, its messages, who types, and the place to write. Fires `search`. */
@customElement('conversation-view')
export class ConversationView extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-block-size: 0;
        min-inline-size: 0;
      }

      header {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding: 0.65rem 0.75rem 0.65rem 1.25rem;
        border-block-end: 1px solid var(--line);
        min-block-size: 3.75rem;
      }

      .what {
        flex: 1;
        min-inline-size: 0;
      }

      .tools {
        display: flex;
        flex: none;
      }

      .tools .badge {
        position: absolute;
        inset-block-start: 0.1rem;
        inset-inline-end: 0;
        min-inline-size: 1.05rem;
        block-size: 1.05rem;
        padding-inline: 0.2rem;
        font-size: 0.625rem;
      }

      h2 {
        font-size: var(--text-l);
        line-height: 1.25;
        letter-spacing: -0.01em;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      header p {
        font-size: var(--text-xs);
        color: var(--ink-faint);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .only {
        padding: 0.9rem 1.25rem calc(1.2rem + env(safe-area-inset-bottom));
        text-align: center;
        font-size: var(--text-s);
        color: var(--ink-faint);
        border-block-start: 1px solid var(--line);
      }

      a.icon-button {
        text-decoration: none;
      }

      .back {
        display: none;
        margin-inline-start: -0.6rem;
      }

      :host([receiving]) {
        outline: 2px dashed var(--focus);
        outline-offset: -8px;
      }

      message-list {
        flex: 1;
        min-block-size: 0;
      }

      message-composer {
        padding: 0 1.25rem calc(1rem + env(safe-area-inset-bottom));
      }

      .error {
        margin: 0.75rem 1.25rem;
      }

      @media (max-width: 47.99rem) {
        header {
          padding-inline: 0.9rem 0.4rem;
          gap: 0.6rem;
        }

        .back {
          display: inline-grid;
        }

        message-composer {
          padding-inline: 0.75rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) room!: Room;
  @property({ attribute: false }) rooms!: RoomStore;
  @property({ attribute: false }) conversation!: Conversation;
  @property({ attribute: false }) presence!: PresenceStore;
  @property({ attribute: false }) here!: HereStore;
  @property({ type: Boolean }) mayErase = false;
  /** The message to go to; another object each time. */
  @property({ attribute: false }) target: { readonly messageId: string } | undefined;
  @state() private readTo: number | undefined;
  @query('message-composer') private composer!: MessageComposer | null;
  @query('message-list') private list!: MessageList;
  @query('room-dialog') private dialog!: RoomDialog;

  constructor() {
    super();
    new Observe(this, () => this.conversation.timeline);
    new Observe(this, () => this.conversation.threads);
    acceptFiles(this, (files) => this.composer?.attach(files));
    new Observe(this, () => this.presence);
  }

  override render() {
    const { conversation, room } = this;
    const { failure } = conversation.timeline.state;
    const unreadThreads = conversation.threads.unreadThreads;
    return html`
      <header>
        <a class="icon-button back" href="#/" aria-label="Back to all rooms">${icon('back')}</a>
        ${roomAvatar(room, this.presence)}
        <div class="what">
          <h2>${roomTitle(room)}</h2>
          <p>${this.subtitle}</p>
        </div>
        <here-line .here=${this.here}></here-line>
        <div class="tools">
          <button class="icon-button" aria-label="Search in this room" title="Search in this room" @click=${this.search}>
            ${icon('search')}
          </button>
          <a
            class="icon-button"
            href=${Route.toThreads(room.id)}
            aria-label=${unreadThreads === 0 ? 'Threads' : `Threads, ${unreadThreads} unread`}
            title="Threads"
          >
            ${icon('thread')}
            ${unreadThreads === 0 ? nothing : html`<span class="badge" aria-hidden="true">${unreadThreads}</span>`}
          </a>
          ${room.kind === 'direct'
            ? nothing
            : html`<button
                class="icon-button"
                aria-label="Members and settings"
                title="Members and settings"
                @click=${() => this.dialog.open()}
              >
                ${icon('people')}
              </button>`}
        </div>
      </header>
      <pin-bar .conversation=${conversation}></pin-bar>
      ${failure === undefined
        ? nothing
        : html`<p class="error" role="alert">
            ${explain(failure)} <button class="link" @click=${() => conversation.timeline.load()}>Try again</button>
          </p>`}
      <message-list
        .timeline=${conversation.timeline}
        .conversation=${conversation}
        .room=${room}
        .readTo=${this.readTo}
        .mayErase=${this.mayErase}
        @seen=${this.seen}
        @edited=${() => this.composer?.focus()}
      ></message-list>
      <typing-line .typing=${conversation.typing}></typing-line>
      ${readOnlyReason(room) === undefined ? this.renderComposer() : html`<p class="only">${readOnlyReason(room)}</p>`}
      <room-dialog .room=${room} .rooms=${this.rooms} .conversation=${conversation} .presence=${this.presence}></room-dialog>
    `;
  }

  private renderComposer() {
    const { conversation, room } = this;
    return html`<message-composer
        .to=${roomTitle(room)}
        .conversation=${conversation}
        .timeline=${conversation.timeline}
        @compose=${this.compose}
        @edit-last=${() => this.list.editLast()}
      ></message-composer>`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('conversation')) {
      // The line above the new messages stays where it was while they are being read.
      this.readTo = this.room.unreadCount > 0 ? this.room.lastReadSeq : undefined;
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('conversation') && this.target === undefined && matchMedia('(hover: hover)').matches) {
      this.composer?.updateComplete.then(() => this.composer?.focus());
    }
    if (changed.has('target') && this.target !== undefined) {
      this.conversation.timeline
        .show(this.target.messageId)
        .catch((error) => this.conversation.notices.failed('The message can’t be shown', error));
    }
  }

  private get subtitle(): string {
    if (this.room.kind === 'direct') {
      return presenceWords(this.room.peer ? this.presence.presenceOf(this.room.peer.id) : undefined);
    }
    const { kind, topic, memberCount } = this.room;
    const what = kind === 'group' ? undefined : roomKind(this.room);
    return [what, plural(memberCount, 'member'), topic].filter(Boolean).join(' · ');
  }

  private search(): void {
    this.dispatchEvent(new CustomEvent('search', { bubbles: true, composed: true }));
  }

  private async compose(event: CustomEvent<Composition>): Promise<void> {
    this.readTo = undefined;
    const { timeline } = this.conversation;
    timeline.send(event.detail.text, event.detail.attachments);
    await timeline.showNewest();
    this.list.toEnd();
  }

  private seen(event: CustomEvent<number>): void {
    this.rooms
      .markRead(this.room.id, event.detail)
      .catch((error) => this.conversation.notices.failed('The room could not be marked as read', error));
  }
}
