import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { explain, type Notices } from '../app/notices';
import type { Person } from '../app/person';
import { Observe } from '../app/store';
import { plural } from '../app/words';
import type { PresenceStore } from '../presence/presence-store';
import { controls } from '../theme/controls';
import { icon } from '../theme/icons';
import type { ConversationStore } from './conversation-store';
import './message-composer';
import type { MessageComposer } from './message-composer';
import './message-list';
import { roomTitle, type Room } from './model';
import { roomAvatar } from './room-avatar';
import type { RoomStore } from './room-store';

/** One room: what it is, its messages, and the place to write. */
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
        padding: 0.65rem 1.25rem;
        border-block-end: 1px solid var(--line);
        min-block-size: 3.75rem;
      }

      header > div {
        min-inline-size: 0;
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
      }

      .back {
        display: none;
        margin-inline-start: -0.6rem;
        text-decoration: none;
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
          padding-inline: 0.9rem;
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
  @property({ attribute: false }) conversation!: ConversationStore;
  @property({ attribute: false }) presence!: PresenceStore;
  @property({ attribute: false }) notices!: Notices;
  @property({ attribute: false }) self!: Person;
  @state() private readTo: number | undefined;
  @query('message-composer') private composer!: MessageComposer;

  constructor() {
    super();
    new Observe(this, () => this.conversation);
    new Observe(this, () => this.presence);
  }

  override render() {
    const { failure } = this.conversation.state;
    return html`
      <header>
        <a class="icon-button back" href="#/" aria-label="Back to all rooms">${icon('back')}</a>
        ${roomAvatar(this.room, this.presence)}
        <div>
          <h2>${roomTitle(this.room)}</h2>
          <p>${this.subtitle}</p>
        </div>
      </header>
      ${failure === undefined
        ? nothing
        : html`<p class="error" role="alert">
            ${explain(failure)} <button class="link" @click=${() => this.conversation.load()}>Try again</button>
          </p>`}
      <message-list
        .conversation=${this.conversation}
        .self=${this.self}
        .readTo=${this.readTo}
        @seen=${this.seen}
      ></message-list>
      <message-composer
        .room=${roomTitle(this.room)}
        .conversation=${this.conversation}
        .self=${this.self}
        @compose=${this.compose}
      ></message-composer>
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('conversation')) {
      // The line above the new messages stays where it was while they are being read.
      this.readTo = this.room.unreadCount > 0 ? this.room.lastReadSeq : undefined;
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('conversation') && matchMedia('(hover: hover)').matches) {
      this.composer.updateComplete.then(() => this.composer.focus());
    }
  }

  private get subtitle(): string {
    if (this.room.kind === 'direct') {
      return this.room.peer && this.presence.statusOf(this.room.peer.id) !== 'offline' ? 'Online' : 'Offline';
    }
    return plural(this.room.memberCount, 'member');
  }

  private compose(event: CustomEvent<string>): void {
    this.readTo = undefined;
    this.conversation.send(event.detail);
  }

  private seen(event: CustomEvent<number>): void {
    this.rooms
      .markRead(this.room.id, event.detail)
      .catch((error) => this.notices.failed('The room could not be marked as read', error));
  }
}
