import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { explain } from '../app/notices';
import { Route } from '../app/route';
import { Observe } from '../app/store';
import { fullTime, shortTime } from '../app/time';
import { plural } from '../app/words';
import { controls } from '../theme/controls';
import { icon } from '../theme/icons';
import './explanation-dialog';
import type { ExplanationDialog } from './explanation-dialog';
import type { Notification, NotificationApi, Shelf } from './notification-api';
import './notification-menu';
import type { NotificationMenu } from './notification-menu';
import type { NotificationStore } from './notification-store';

const SHELVES: Readonly<Record<Shelf, readonly [words: string, empty: string]>> = {
  all: ['All', 'Nothing yet. What concerns you will show up here.'],
  unread: ['Unread', 'You have read everything.'],
  important: ['Important', 'Nothing important.'],
  snoozed: ['Coming back later', 'Nothing comes back later.'],
  archived: ['Put away', 'You have put nothing away.'],
};

/** The bell with the number of unread notifications; it opens their list. Fires `show-preferences`. */
@customElement('notification-bell')
export class NotificationBell extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: inline-block;
      }

      .icon-button .badge {
        position: absolute;
        inset-block-start: 0;
        inset-inline-start: 1.15rem;
        background: var(--badge);
        border: 2px solid var(--surface);
        box-sizing: content-box;
        block-size: 0.95rem;
        min-inline-size: 0.95rem;
        padding-inline: 0.15rem;
        font-size: 0.625rem;
      }

      .panel {
        position: fixed;
        inset: 3.75rem 1rem auto auto;
        inline-size: min(24rem, calc(100vw - 2rem));
        max-block-size: min(36rem, calc(100dvh - 5rem));
        margin: 0;
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--raised);
        color: var(--ink);
        box-shadow: var(--shadow);
        overflow: hidden;
      }

      .panel:popover-open {
        display: flex;
        flex-direction: column;
      }

      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
        padding: 0.6rem 0.75rem 0.6rem 1.1rem;
      }

      h2 {
        font-size: var(--text-m);
      }

      .tools {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.5rem 1.1rem;
        border-block-end: 1px solid var(--line);
        font-size: var(--text-s);
      }

      .tools .link {
        margin-inline-start: auto;
      }

      select {
        font: inherit;
        color: inherit;
        background: var(--surface);
        border: 1px solid var(--field);
        border-radius: var(--radius-s);
        padding: 0.2rem 0.4rem;
      }

      .scroll {
        overflow-y: auto;
      }

      li + li {
        border-block-start: 1px solid var(--line);
      }

      li {
        display: flex;
        align-items: start;
      }

      li .icon-button {
        margin: 0.45rem 0.5rem 0 -0.5rem;
      }

      .item {
        display: grid;
        grid-template-columns: 0.6rem minmax(0, 1fr) auto;
        column-gap: 0.6rem;
        flex: 1;
        min-inline-size: 0;
        padding: 0.75rem 1.1rem;
        border-radius: 0;
      }

      @media (hover: hover) {
        .item:hover {
          background: var(--hover);
        }
      }

      .item:focus-visible {
        outline-offset: -2px;
      }

      .dot {
        inline-size: 0.5rem;
        block-size: 0.5rem;
        margin-block-start: 0.45rem;
        border-radius: 50%;
      }

      .unread .dot {
        background: var(--accent);
      }

      .unread.urgent .dot,
      .unread.high .dot {
        background: var(--badge);
      }

      .title {
        display: block;
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }

      .unread .title {
        font-weight: 650;
      }

      .body {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        font-size: var(--text-s);
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }

      time {
        font-size: var(--text-xs);
        color: var(--ink-faint);
        font-variant-numeric: tabular-nums;
        margin-block-start: 0.1rem;
      }

      .count {
        color: var(--ink-faint);
        font-weight: 400;
      }

      .empty {
        padding: 2.5rem 1.5rem;
        text-align: center;
      }

      .error {
        margin: 1rem;
      }

      .foot {
        padding: 0.7rem;
        text-align: center;
        font-size: var(--text-s);
        border-block-start: 1px solid var(--line);
      }
    `,
  ];

  @property({ attribute: false }) notifications!: NotificationStore;
  @property({ attribute: false }) api!: NotificationApi;
  @query('.panel') private panel!: HTMLElement;
  @query('notification-menu') private menu!: NotificationMenu;
  @query('explanation-dialog') private explanation!: ExplanationDialog;

  constructor() {
    super();
    new Observe(this, () => this.notifications);
  }

  override render() {
    const { unread } = this.notifications.state;
    return html`
      <button
        class="icon-button"
        popovertarget="panel"
        aria-haspopup="dialog"
        aria-label=${unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`}
        title="Notifications"
      >
        ${icon('bell')}
        ${unread === 0 ? nothing : html`<span class="badge" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>`}
      </button>
      <span class="unseen" role="status">${unread === 0 ? '' : plural(unread, 'unread notification')}</span>
      <div class="panel" id="panel" popover role="dialog" aria-labelledby="heading">
        <div class="head">
          <h2 id="heading">Notifications</h2>
          <button
            class="icon-button"
            aria-label="How you are notified"
            title="How you are notified"
            @click=${this.showPreferences}
          >
            ${icon('settings')}
          </button>
        </div>
        <div class="tools">
          <select aria-label="Show" @change=${this.show}>
            ${(Object.keys(SHELVES) as Shelf[]).map(
              (each) => html`<option value=${each} ?selected=${each === this.notifications.state.shelf}>${SHELVES[each][0]}</option>`,
            )}
          </select>
          ${unread === 0
            ? nothing
            : html`<button class="link" @click=${() => this.notifications.markAllRead()}>Mark all as read</button>`}
        </div>
        <div class="scroll">${this.renderItems()}</div>
        <notification-menu
          .notifications=${this.notifications}
          @explain=${(event: CustomEvent<Notification>) => this.explanation.open(event.detail)}
        ></notification-menu>
      </div>
      <explanation-dialog .api=${this.api}></explanation-dialog>
    `;
  }

  private renderItems() {
    const { shelf, items, older, loaded, failure } = this.notifications.state;
    if (failure !== undefined) {
      return html`<p class="error" role="alert">
        ${explain(failure)} <button class="link" @click=${() => this.notifications.load()}>Try again</button>
      </p>`;
    }
    if (items.length === 0) {
      return html`<p class="empty">${loaded ? SHELVES[shelf][1] : 'Loading…'}</p>`;
    }
    return html`
      <ul>
        ${repeat(
          items,
          (notification) => notification.id,
          (notification) => html`<li>${this.renderItem(notification)}</li>`,
        )}
      </ul>
      ${older === undefined
        ? nothing
        : html`<div class="foot">
            <button class="link" @click=${() => this.notifications.loadOlder()}>Show older</button>
          </div>`}
    `;
  }

  private renderItem(notification: Notification) {
    return html`
      <button
        class="item ${notification.readAt ? '' : 'unread'} ${notification.priority}"
        @click=${() => this.open(notification)}
      >
        <span class="dot" aria-hidden="true"></span>
        <span>
          <span class="title">
            ${notification.readAt ? nothing : html`<span class="unseen">Unread: </span>`}${notification.title}
            ${(notification.count ?? 1) > 1 ? html`<span class="count">(${notification.count})</span>` : nothing}
          </span>
          ${notification.body ? html`<span class="body">${notification.body}</span>` : nothing}
        </span>
        <time datetime=${notification.createdAt} title=${fullTime(notification.createdAt)}>
          ${shortTime(notification.createdAt)}
        </time>
      </button>
      <button
        class="icon-button"
        aria-label="More: ${notification.title}"
        aria-haspopup="menu"
        @click=${(event: Event) => this.menu.open(notification, event.currentTarget as Element)}
      >
        ${icon('more')}
      </button>
    `;
  }

  private show(event: Event): void {
    void this.notifications.show((event.target as HTMLSelectElement).value as Shelf);
  }

  private showPreferences(): void {
    this.panel.hidePopover();
    this.dispatchEvent(new CustomEvent('show-preferences', { bubbles: true, composed: true }));
  }

  /** Reading a notification of a room also goes there; one that leads out of the console opens beside it. */
  private open(notification: Notification): void {
    void this.notifications.markRead(notification);
    const { link } = notification;
    const roomId = notification.data?.roomId;
    if (typeof roomId === 'string') {
      this.panel.hidePopover();
      const messageId = notification.data?.messageId;
      location.hash = typeof messageId === 'string' ? Route.toMessage(roomId, messageId) : Route.toRoom(roomId);
    } else if (link && /^https?:/.test(link)) {
      open(link, '_blank', 'noopener,noreferrer');
    }
  }
}
