import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import '../app/person-avatar';
import { displayName, type Person } from '../app/person';
import { Observe } from '../app/store';
import { clockTime, dayName, fullTime, sameDay } from '../app/time';
import { controls } from '../theme/controls';
import type { ConversationStore } from './conversation-store';
import { messageText } from './message-text';
import { authorOf, type Message, type OutgoingMessage } from './model';

/** Messages of one author this close together stand under one name. */
const GROUP_MS = 5 * 60_000;

/** How far from its end a list still counts as read to the end, in pixels. */
const NEAR_END = 48;

/**
 * A conversation, oldest first. It stays at its end while the reader is there, keeps its place while older messages
 * come in above, and fires `seen` with the last message's sequence number when the end is on the screen.
 */
@customElement('message-list')
export class MessageList extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        overflow-y: auto;
        overflow-anchor: none;
        overscroll-behavior: contain;
        display: flex;
        flex-direction: column;
      }

      .top {
        padding: 1rem;
        text-align: center;
        font-size: var(--text-s);
        color: var(--ink-faint);
        margin-block-start: auto;
      }

      .day {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        margin: 1rem 1.25rem 0.4rem;
        font-size: var(--text-xs);
        font-weight: 600;
        color: var(--ink-faint);
      }

      .day::before,
      .day::after {
        content: '';
        flex: 1;
        border-block-start: 1px solid var(--line);
      }

      .day.new {
        color: var(--badge);
      }

      .day.new::before,
      .day.new::after {
        border-color: currentColor;
        opacity: 0.5;
      }

      article {
        display: grid;
        grid-template-columns: 2.25rem minmax(0, 1fr);
        column-gap: 0.75rem;
        padding: 0.1rem 1.25rem;
      }

      article.first {
        margin-block-start: 0.7rem;
      }

      @media (hover: hover) {
        article:hover {
          background: var(--hover);
        }

        article:hover .gutter time {
          visibility: visible;
        }
      }

      article.mentioned {
        background: color-mix(in srgb, var(--mention) 45%, transparent);
        box-shadow: inset 3px 0 0 var(--badge);
      }

      .byline {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
      }

      .author {
        font-weight: 650;
        font-size: var(--text-m);
      }

      time {
        font-size: var(--text-xs);
        color: var(--ink-faint);
        font-variant-numeric: tabular-nums;
      }

      .gutter time {
        visibility: hidden;
        font-size: 0.6875rem;
        line-height: 1.45rem;
        white-space: nowrap;
      }

      .text {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      .deleted {
        color: var(--ink-faint);
        font-style: italic;
      }

      .text a {
        color: var(--accent-ink);
      }

      mark {
        background: var(--accent-soft);
        color: var(--accent-ink);
        border-radius: 4px;
        padding: 0.05em 0.25em;
        font-weight: 600;
      }

      mark.self {
        background: var(--mention);
        color: var(--mention-ink);
      }

      .pending .text {
        opacity: 0.6;
      }

      .failure {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 0.75rem;
        font-size: var(--text-s);
        color: var(--alert);
      }

      .end {
        min-block-size: 1rem;
      }

      .blank {
        margin: auto;
        padding: 2rem;
        text-align: center;
        color: var(--ink-faint);
      }
    `,
  ];

  @property({ attribute: false }) conversation!: ConversationStore;
  @property({ attribute: false }) self!: Person;
  /** Up to where the user had read when the room was opened. */
  @property({ attribute: false }) readTo: number | undefined;
  @query('.top') private top: HTMLElement | undefined;
  private atEnd = true;
  private firstShown: string | undefined;
  private heightBefore = 0;

  constructor() {
    super();
    new Observe(this, () => this.conversation);
    this.addEventListener('scroll', () => this.scrolled(), { passive: true });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.reportSeen);
    addEventListener('focus', this.reportSeen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.reportSeen);
    removeEventListener('focus', this.reportSeen);
  }

  override render() {
    const { messages, outgoing } = this.conversation.state;
    if (messages === undefined) {
      return html`<p class="blank" role="status">Loading messages…</p>`;
    }
    return html`
      ${this.renderTop(messages)}
      <div role="log" aria-label="Messages" aria-live="polite">
        ${repeat(
          messages,
          (message) => message.id,
          (message, index) => this.renderMessage(message, messages[index - 1]),
        )}
        ${repeat(
          outgoing,
          (message) => message.clientMessageId,
          (message) => this.renderOutgoing(message),
        )}
      </div>
      <div class="end"></div>
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('conversation')) {
      this.atEnd = true;
      this.firstShown = undefined;
    }
    this.heightBefore = this.scrollHeight;
  }

  protected override updated(): void {
    const first = this.conversation.state.messages?.[0]?.id;
    if (this.atEnd) {
      this.scrollTop = this.scrollHeight;
    } else if (first !== this.firstShown) {
      this.scrollTop += this.scrollHeight - this.heightBefore;
    }
    this.firstShown = first;
    this.reportSeen();
  }

  private renderTop(messages: readonly Message[]) {
    const { older, loadingOlder } = this.conversation.state;
    if (older !== undefined) {
      return html`<div class="top">
        <button class="link" ?disabled=${loadingOlder} @click=${() => this.conversation.loadOlder()}>
          ${loadingOlder ? 'Loading…' : 'Show earlier messages'}
        </button>
      </div>`;
    }
    return html`<p class="top">
      ${messages.length === 0 ? 'No messages yet. Say hello!' : 'This is where the conversation began.'}
    </p>`;
  }

  private renderMessage(message: Message, previous: Message | undefined) {
    const newDay = previous === undefined || !sameDay(previous.createdAt, message.createdAt);
    const firstUnread =
      this.readTo !== undefined &&
      message.userId !== this.self.id &&
      message.seq > this.readTo &&
      (previous === undefined || previous.seq <= this.readTo);
    const first = newDay || firstUnread || !continues(previous, message);
    const mentioned = message.userId !== this.self.id && (message.mentions ?? []).includes(this.self.id);
    const author = authorOf(message);
    return html`
      ${newDay ? html`<p class="day">${dayName(message.createdAt)}</p>` : nothing}
      ${firstUnread ? html`<p class="day new">New</p>` : nothing}
      <article class="${first ? 'first' : ''} ${mentioned ? 'mentioned' : ''}" data-seq=${message.seq}>
        <div class="gutter">
          ${first
            ? html`<person-avatar .person=${author}></person-avatar>`
            : html`<time aria-hidden="true">${clockTime(message.createdAt)}</time>`}
        </div>
        <div>
          ${first ? this.renderByline(author, message.createdAt) : nothing} ${this.renderText(message)}
        </div>
      </article>
    `;
  }

  private renderByline(author: Person, createdAt: string) {
    return html`<p class="byline">
      <span class="author">${displayName(author)}</span>
      <time datetime=${createdAt} title=${fullTime(createdAt)}>${clockTime(createdAt)}</time>
    </p>`;
  }

  private renderText(message: Message) {
    return message.deletedAt
      ? html`<p class="deleted">This message was deleted.</p>`
      : html`<p class="text">${messageText(message.message, message.mentions ?? [], this.self.id)}</p>`;
  }

  private renderOutgoing(message: OutgoingMessage) {
    return html`
      <article class="first pending" aria-busy=${message.failure === undefined}>
        <div class="gutter"><person-avatar .person=${this.self}></person-avatar></div>
        <div>
          <p class="byline">
            <span class="author">${displayName(this.self)}</span>
            <time>${message.failure === undefined ? 'Sending…' : 'Not sent'}</time>
          </p>
          <p class="text">${message.text}</p>
          ${message.failure === undefined ? nothing : this.renderFailure(message, message.failure)}
        </div>
      </article>
    `;
  }

  private renderFailure(message: OutgoingMessage, failure: string) {
    return html`<p class="failure" role="alert">
      <span>${failure}</span>
      <button class="link" @click=${() => this.conversation.retry(message)}>Send again</button>
      <button class="link" @click=${() => this.conversation.discard(message)}>Discard</button>
    </p>`;
  }

  private scrolled(): void {
    this.atEnd = this.scrollHeight - this.scrollTop - this.clientHeight < NEAR_END;
    if (this.top !== undefined && this.scrollTop < this.top.offsetHeight) {
      void this.conversation.loadOlder();
    }
    this.reportSeen();
  }

  private readonly reportSeen = () => {
    const last = this.conversation.state.messages?.at(-1);
    if (last !== undefined && this.atEnd && document.visibilityState === 'visible' && document.hasFocus()) {
      this.dispatchEvent(new CustomEvent<number>('seen', { detail: last.seq }));
    }
  };
}

function continues(previous: Message | undefined, message: Message): boolean {
  return (
    previous?.userId === message.userId &&
    Date.parse(message.createdAt) - Date.parse(previous.createdAt) < GROUP_MS
  );
}
