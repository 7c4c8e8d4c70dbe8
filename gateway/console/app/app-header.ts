import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../notification/notification-bell';
import { brandMark } from '../theme/brand-mark';
import { controls } from '../theme/controls';
import { icon } from '../theme/icons';
import './connection-status';
import type { LiveScope } from './live-scope';
import { Route } from './route';
import './person-avatar';
import { displayName } from './person';

/** The console's top bar. Fires `search` and `sign-out`. */
@customElement('app-header')
export class AppHeader extends LitElement {
  static override styles = [
    controls,
    css`
      header {
        display: flex;
        align-items: center;
        gap: 0.35rem;
        padding: 0.5rem 1rem 0.5rem 1.25rem;
        background: var(--surface);
        border-block-end: 1px solid var(--line);
        min-block-size: 3.5rem;
      }

      h1 {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        font-size: var(--text-l);
        letter-spacing: -0.015em;
      }

      h1 img {
        display: block;
      }

      .workspace {
        color: var(--ink-soft);
        font-size: var(--text-s);
        padding-inline-start: 0.65rem;
        margin-inline-start: 0.3rem;
        border-inline-start: 1px solid var(--line-strong);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        min-inline-size: 0;
      }

      .space {
        flex: 1;
      }

      connection-status {
        margin-inline-end: 0.5rem;
      }

      .user {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        margin-inline: 0.6rem 0.2rem;
        font-size: var(--text-s);
        line-height: 1.25;
        min-inline-size: 0;
        --size: 2rem;
      }

      .name {
        display: block;
        font-weight: 600;
        white-space: nowrap;
      }

      .roles {
        display: block;
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      .live {
        display: none;
      }

      @media (max-width: 69.99rem) {
        .live {
          display: inline-grid;
        }
      }

      @media (max-width: 47.99rem) {
        header {
          padding-inline: 0.9rem 0.5rem;
          gap: 0.1rem;
        }

        .workspace,
        .words,
        .user {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) scope!: LiveScope;
  /** The panel of people and figures, which small screens show on demand. */
  @property({ attribute: false }) live: HTMLElement | undefined;

  override render() {
    const { session, connection, notifications } = this.scope;
    return html`
      <header>
        <h1>${brandMark(28)}Tidings</h1>
        <span class="workspace">${session.workspace}</span>
        <span class="space"></span>
        <connection-status .connection=${connection}></connection-status>
        <a class="icon-button" href=${Route.toDashboard()} aria-label="Visitors" title="Visitors">${icon('chart')}</a>
        <button class="icon-button" aria-label="Search messages" title="Search messages (Ctrl K)" @click=${this.search}>
          ${icon('search')}
        </button>
        <button
          class="icon-button live"
          aria-label="People and page views"
          title="People and page views"
          .popoverTargetElement=${this.live ?? null}
        >
          ${icon('people')}
        </button>
        <notification-bell .notifications=${notifications}></notification-bell>
        <div class="user">
          <person-avatar .person=${session.user}></person-avatar>
          <span>
            <span class="name">${displayName(session.user)}</span>
            <span class="roles">${session.roles.join(', ')}</span>
          </span>
        </div>
        <button class="icon-button" aria-label="Sign out" title="Sign out" @click=${this.signOut}>
          ${icon('signOut')}
        </button>
      </header>
    `;
  }

  private search(): void {
    this.dispatchEvent(new CustomEvent('search'));
  }

  private signOut(): void {
    this.dispatchEvent(new CustomEvent('sign-out', { bubbles: true, composed: true }));
  }
}
