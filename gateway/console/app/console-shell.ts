import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import '../chat/conversation-view';
import '../chat/room-list';
import '../metrics/live-counter';
import '../notification/notification-bell';
import '../presence/people-panel';
import { controls } from '../theme/controls';
import './app-header';
import type { AppHeader } from './app-header';
import './connection-banner';
import type { LiveScope } from './live-scope';
import './notice-area';
import { Route } from './route';
import { Observe } from './store';

const TITLE = 'Tidings';

/** The signed-in console: rooms, the open conversation, and who and what is live. On a phone, one of them at a time. */
@customElement('console-shell')
export class ConsoleShell extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto minmax(0, 1fr);
        block-size: 100dvh;
      }

      .panes {
        display: grid;
        grid-template-columns: minmax(15rem, 19rem) minmax(0, 1fr) 17rem;
        min-block-size: 0;
      }

      room-list {
        border-inline-end: 1px solid var(--line);
        --surround: var(--paper);
      }

      main {
        display: grid;
        min-block-size: 0;
        min-inline-size: 0;
        background: var(--surface);
      }

      conversation-view {
        block-size: 100%;
      }

      aside {
        position: static;
        inline-size: auto;
        block-size: auto;
        margin: 0;
        border: 0;
        border-inline-start: 1px solid var(--line);
        padding: 1rem;
        background: var(--paper);
        color: inherit;
        overflow-y: auto;
        display: grid;
        align-content: start;
        gap: 1.5rem;
        --surround: var(--paper);
      }

      .nothing {
        place-self: center;
        padding: 2rem;
        text-align: center;
        color: var(--ink-faint);
        max-inline-size: 24rem;
        text-wrap: balance;
      }

      .nothing h2 {
        color: var(--ink);
        font-size: var(--text-l);
        margin-block-end: 0.35rem;
      }

      @media (max-width: 69.99rem) {
        .panes {
          grid-template-columns: minmax(14rem, 18rem) minmax(0, 1fr);
        }

        aside:not(:popover-open) {
          display: none;
        }

        aside {
          position: fixed;
          inset: 3.75rem 1rem auto auto;
          inline-size: min(20rem, calc(100vw - 2rem));
          max-block-size: calc(100dvh - 5rem);
          border: 1px solid var(--line);
          border-radius: var(--radius-l);
          box-shadow: var(--shadow);
        }
      }

      @media (max-width: 47.99rem) {
        .panes {
          grid-template-columns: minmax(0, 1fr);
        }

        .panes:not(.reading) main,
        .panes.reading room-list {
          display: none;
        }

        room-list {
          border: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) scope!: LiveScope;
  @query('app-header') private header!: AppHeader;
  @query('#live') private live!: HTMLElement;
  private readonly route = new Route();

  constructor() {
    super();
    new Observe(this, () => this.scope.rooms);
    new Observe(this, () => this.route);
  }

  override render() {
    const { rooms, presence, notices, session } = this.scope;
    const { roomId } = this.route.state;
    return html`
      <app-header .scope=${this.scope}></app-header>
      <connection-banner .connection=${this.scope.connection}></connection-banner>
      <div class="panes ${roomId === undefined ? '' : 'reading'}">
        <room-list
          .rooms=${rooms}
          .presence=${presence}
          .userId=${session.user.id}
          .current=${roomId}
        ></room-list>
        <main>${this.renderConversation()}</main>
        <aside id="live" popover aria-label="Live" @leave=${this.closeLive}>
          <people-panel
            .presence=${presence}
            .rooms=${rooms}
            .notices=${notices}
            .userId=${session.user.id}
          ></people-panel>
          <live-counter .metrics=${this.scope.metrics} .notices=${notices}></live-counter>
        </aside>
      </div>
      <notice-area .notices=${notices}></notice-area>
    `;
  }

  private renderConversation() {
    const { rooms, conversations, presence, notices, session } = this.scope;
    const { roomId } = this.route.state;
    const room = rooms.room(roomId);
    if (room !== undefined) {
      return html`<conversation-view
        .room=${room}
        .rooms=${rooms}
        .conversation=${conversations.of(room.id)}
        .presence=${presence}
        .notices=${notices}
        .self=${session.user}
      ></conversation-view>`;
    }
    if (roomId !== undefined && rooms.state.rooms !== undefined) {
      return html`<div class="nothing">
        <h2>There is no such room</h2>
        <p>It may be gone, or you are not a member. <a class="link" href="#/">See your rooms</a></p>
      </div>`;
    }
    return html`<div class="nothing">
      <h2>Welcome to ${session.workspace}</h2>
      <p>Choose a room, or write to somebody who is online.</p>
    </div>`;
  }

  protected override willUpdate(): void {
    const unread = this.scope.rooms.unreadCount;
    document.title = unread === 0 ? TITLE : `(${unread}) ${TITLE}`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.title = TITLE;
  }

  protected override firstUpdated(): void {
    this.header.live = this.live;
  }

  private closeLive(): void {
    if (this.live.matches(':popover-open')) {
      this.live.hidePopover();
    }
  }
}
