import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { explain } from '../../app/notices';
import '../../app/person-avatar';
import { displayName } from '../../app/person';
import { Route } from '../../app/route';
import { Observe } from '../../app/store';
import { shortTime } from '../../app/time';
import { controls } from '../../theme/controls';
import { icon } from '../../theme/icons';
import type { Thread } from '../chat-api';
import type { Conversation } from '../conversation';
import { plainText } from '../message/plain-text';
import { authorOf, roomTitle, type Room } from '../model';

/** The threads of a room that the user follows, the last answered first. */
@customElement('thread-list')
export class ThreadList extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-block-size: 0;
        background: var(--surface);
      }

      .head {
        display: flex;
        align-items: center;
        padding: 0.65rem 0.75rem 0.65rem 1.25rem;
        min-block-size: 3.75rem;
        border-block-end: 1px solid var(--line);
      }

      .what {
        flex: 1;
        min-inline-size: 0;
      }

      h2 {
        font-size: var(--text-l);
        line-height: 1.25;
      }

      .head p {
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      .scroll {
        overflow-y: auto;
        padding: 0.5rem;
      }

      li a {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        column-gap: 0.75rem;
        padding: 0.6rem 0.75rem;
        border-radius: var(--radius);
        color: inherit;
        text-decoration: none;
      }

      li a:hover {
        background: var(--hover);
      }

      .line {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 0.5rem;
        min-inline-size: 0;
      }

      .name {
        font-weight: 600;
      }

      .words {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        overflow-wrap: anywhere;
        font-size: var(--text-s);
        color: var(--ink-soft);
      }

      .replies,
      time {
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      .empty,
      .error {
        margin: 0.75rem;
      }
    `,
  ];

  @property({ attribute: false }) room!: Room;
  @property({ attribute: false }) conversation!: Conversation;

  constructor() {
    super();
    new Observe(this, () => this.conversation.threads);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'complementary');
    this.setAttribute('aria-label', 'Threads');
  }

  override render() {
    return html`
      <div class="head">
        <div class="what">
          <h2>Threads</h2>
          <p>${roomTitle(this.room)}</p>
        </div>
        <a class="icon-button" href=${Route.toRoom(this.room.id)} aria-label="Close the threads" title="Close">${icon('close')}</a>
      </div>
      <div class="scroll">${this.renderThreads()}</div>
    `;
  }

  private renderThreads() {
    const { threads, failure } = this.conversation.threads.state;
    if (threads === undefined) {
      return failure === undefined
        ? html`<p class="empty" role="status">Loading threads…</p>`
        : html`<p class="error" role="alert">
            ${explain(failure)} <button class="link" @click=${() => this.conversation.threads.load()}>Try again</button>
          </p>`;
    }
    const { followed } = this.conversation.threads;
    return followed.length === 0
      ? html`<p class="empty">
          You follow no thread here yet. Reply to a message, or be answered, and the thread will show up here.
        </p>`
      : html`<ul>
          ${repeat(
            followed,
            (thread) => thread.message.id,
            (thread) => html`<li>${this.renderThread(thread)}</li>`,
          )}
        </ul>`;
  }

  private renderThread({ message, unreadCount }: Thread) {
    const author = authorOf(message);
    return html`<a href=${Route.toThread(message.roomId, message.id)}>
      <person-avatar live .person=${author}></person-avatar>
      <span>
        <span class="line">
          <span class="name">${displayName(author)}</span>
          ${message.lastReplyAt ? html`<time datetime=${message.lastReplyAt}>${shortTime(message.lastReplyAt)}</time>` : nothing}
        </span>
        <span class="words">${message.deletedAt ? 'Message deleted' : plainText(message.html)}</span>
        <span class="line">
          <span class="replies">${message.replyCount === 1 ? '1 reply' : `${message.replyCount} replies`}</span>
          ${unreadCount > 0 ? html`<span class="badge">${unreadCount}<span class="unseen"> unread</span></span>` : nothing}
        </span>
      </span>
    </a>`;
  }
}
