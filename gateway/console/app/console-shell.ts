import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import '../chat/conversation-view';
import '../chat/room-list';
import '../chat/search/search-dialog';
import type { SearchDialog } from '../chat/search/search-dialog';
import { SearchStore } from '../chat/search/search-store';
import '../chat/thread/thread-list';
import '../chat/thread/thread-pane';
import type { Room } from '../chat/model';
import '../metrics/live-counter';
import '../notification/notification-bell';
import '../presence/people-panel';
import { PresenceRequest } from '../presence/presence-request';
import '../report/site-dashboard';
import { controls } from '../theme/controls';
import '../activity/activity-view';
import '../notification/preferences-dialog';
import type { PreferencesDialog } from '../notification/preferences-dialog';
import './app-header';
import type { AppHeader } from './app-header';
import './connection-banner';
import type { LiveScope } from './live-scope';
import './notice-area';
import { showOnIcon } from './page-icon';
import { Route, type Pane } from './route';
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

      .panes.beside {
        grid-template-columns: minmax(15rem, 19rem) minmax(0, 1fr) minmax(20rem, 26rem);
      }

      .panes.beside aside:not(:popover-open) {
        display: none;
      }

      thread-pane,
      thread-list {
        border-inline-start: 1px solid var(--line);
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

      main.page {
        grid-template-rows: minmax(0, 1fr);
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

        .panes.beside {
          grid-template-columns: minmax(0, 1fr) minmax(20rem, 26rem);
        }

        .panes.beside room-list {
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
        .panes,
        .panes.beside {
          grid-template-columns: minmax(0, 1fr);
        }

        .panes:not(.reading) main,
        .panes.beside main,
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
  @query('search-dialog') private searchDialog!: SearchDialog;
  @query('preferences-dialog') private preferences!: PreferencesDialog;
  private readonly route = new Route();
  private search: SearchStore | undefined;
  private lookedFor: string | undefined;
  private target: { readonly messageId: string } | undefined;

  constructor() {
    super();
    new Observe(this, () => this.scope.rooms);
    this.route.subscribe(() => this.placed());
  }

  override render() {
    const { rooms, presence, notices, session } = this.scope;
    const { roomId, pane, isDashboard, isActivity } = this.route.state;
    const room = rooms.room(roomId);
    return html`
      <app-header
        .scope=${this.scope}
        @search=${() => this.searchDialog.open(false)}
        @show-preferences=${() => this.preferences.open()}
      ></app-header>
      <connection-banner .connection=${this.scope.connection}></connection-banner>
      ${isDashboard
        ? html`<main class="page">
            <site-dashboard
              .reports=${this.scope.reports}
              .metrics=${this.scope.metrics}
              ?mayEdit=${this.scope.session.roles.includes('ADMIN')}
            ></site-dashboard>
          </main>`
        : nothing}
      <div ?hidden=${isDashboard} class="panes ${roomId === undefined && !isActivity ? '' : 'reading'} ${room && pane ? 'beside' : ''}">
        <room-list
          .rooms=${rooms}
          .presence=${presence}
          .invitations=${this.scope.invitations}
          .api=${this.scope.chat}
          .notices=${notices}
          .userId=${session.user.id}
          .current=${roomId}
        ></room-list>
        <main @search=${() => this.searchDialog.open(true)}>${this.renderConversation()}</main>
        ${room && pane ? this.renderPane(room, pane) : nothing}
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
      <search-dialog .search=${this.search} .rooms=${rooms} .room=${room}></search-dialog>
      <preferences-dialog .rest=${this.scope.rest} .push=${this.scope.push}></preferences-dialog>
      <notice-area .notices=${notices}></notice-area>
    `;
  }

  private renderConversation() {
    const { rooms, conversations, presence, session } = this.scope;
    const { roomId, isActivity } = this.route.state;
    if (isActivity) {
      return html`<activity-view .activities=${this.scope.activities}></activity-view>`;
    }
    const room = rooms.room(roomId);
    if (room !== undefined) {
      return html`<conversation-view
        .room=${room}
        .rooms=${rooms}
        .conversation=${conversations.of(room.id)}
        .presence=${presence}
        .here=${this.scope.here}
        .target=${this.target}
        ?mayErase=${session.roles.includes('ADMIN')}
      ></conversation-view>`;
    }
    if (roomId !== undefined && rooms.state.rooms !== undefined) {
      this.lookFor(roomId);
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

  /** A room that is not in the list may be archived or hidden. */
  private lookFor(roomId: string): void {
    if (roomId !== this.lookedFor) {
      this.lookedFor = roomId;
      void this.scope.rooms.entered(roomId);
    }
  }

  private renderPane(room: Room, pane: Pane) {
    const conversation = this.scope.conversations.of(room.id);
    switch (pane.kind) {
      case 'threads':
        return html`<thread-list .room=${room} .conversation=${conversation}></thread-list>`;
      case 'thread':
        return html`<thread-pane
          .room=${room}
          .conversation=${conversation}
          .messageId=${pane.messageId}
          ?mayErase=${this.scope.session.roles.includes('ADMIN')}
        ></thread-pane>`;
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('scope')) {
      this.search = new SearchStore(this.scope.chat);
    }
    const { unreadCount, mentionCount } = this.scope.rooms;
    document.title = unreadCount === 0 ? TITLE : `(${unreadCount}) ${TITLE}`;
    showOnIcon(unreadCount === 0 ? 'nothing' : mentionCount === 0 ? 'unread' : 'mentioned');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener(PresenceRequest.type, this.givePresence);
    addEventListener('keydown', this.keyDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener(PresenceRequest.type, this.givePresence);
    removeEventListener('keydown', this.keyDown);
    document.title = TITLE;
    showOnIcon('nothing');
  }

  private readonly givePresence = (event: Event) => (event as PresenceRequest).take(this.scope.presence);

  private readonly keyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.searchDialog.open(false);
    }
  };

  /** Going to the same message again is going there again. */
  private placed(): void {
    const { messageId, invitation } = this.route.state;
    if (invitation !== undefined) {
      void this.useInvitation(invitation);
    }
    this.target = messageId === undefined ? undefined : { messageId };
    void this.scope.at(this.route.state.roomId);
    this.requestUpdate();
  }

  protected override firstUpdated(): void {
    this.header.live = this.live;
    this.placed();
  }

  private async useInvitation(token: string): Promise<void> {
    try {
      location.hash = Route.toRoom(await this.scope.invitations.use(token));
    } catch (error) {
      this.scope.notices.failed('This invitation lets nobody in any more', error);
      location.hash = '#/';
    }
  }

  private closeLive(): void {
    if (this.live.matches(':popover-open')) {
      this.live.hidePopover();
    }
  }
}
