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
import type { Notification, NotificationStore } from './notification-store';

/** The bell with the number of unread notifications; it opens their list. */
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
        padding: 0.9rem 1.1rem;
        border-block-end: 1px solid var(--line);
      }

      h2 {
        font-size: var(--text-m);
      }

      .head .link {
        font-size: var(--text-s);
      }

      .scroll {
        overflow-y: auto;
      }

      li + li {
        border-block-start: 1px solid var(--line);
      }

      .item {
        display: grid;
        grid-template-columns: 0.6rem minmax(0, 1fr) auto;
        column-gap: 0.6rem;
        inline-size: 100%;
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
  @query('.panel') private panel!: HTMLElement;

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
          ${unread === 0
            ? nothing
            : html`<button class="link" @click=${() => this.notifications.markAllRead()}>Mark all as read</button>`}
        </div>
        <div class="scroll">${this.renderItems()}</div>
      </div>
    `;
  }

  private renderItems() {
    const { items, older, loaded, failure } = this.notifications.state;
    if (failure !== undefined) {
      return html`<p class="error" role="alert">
        ${explain(failure)} <button class="link" @click=${() => this.notifications.load()}>Try again</button>
      </p>`;
    }
    if (items.length === 0) {
      return html`<p class="empty">${loaded ? 'Nothing yet. Mentions of you will show up here.' : 'Loading…'}</p>`;
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
          </span>
          ${notification.body ? html`<span class="body">${notification.body}</span>` : nothing}
        </span>
        <time datetime=${notification.createdAt} title=${fullTime(notification.createdAt)}>
          ${shortTime(notification.createdAt)}
        </time>
      </button>
    `;
  }

  /** Reading a notification of a room also goes there. */
  private open(notification: Notification): void {
    void this.notifications.markRead(notification);
    const roomId = notification.data?.roomId;
    if (typeof roomId === 'string') {
      this.panel.hidePopover();
      const messageId = notification.data?.messageId;
      location.hash = typeof messageId === 'string' ? Route.toMessage(roomId, messageId) : Route.toRoom(roomId);
    }
  }
}
