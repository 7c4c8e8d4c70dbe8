import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import '../../app/person-avatar';
import { displayName } from '../../app/person';
import { Route } from '../../app/route';
import { clockTime, fullTime } from '../../app/time';
import { plural } from '../../app/words';
import { controls } from '../../theme/controls';
import { icon } from '../../theme/icons';
import '../attachment/attachment-list';
import type { Delivery } from '../chat-api';
import type { Conversation } from '../conversation';
import { authorOf, mentionsUser, type Message, type Reaction } from '../model';
import { mentionMarks } from './mention-marks';
import './message-editor';
import { plainText } from './plain-text';
import { richText, richTextStyles } from './rich-text';

/** What the user wants to do with a message, where the list has to help. */
export interface MessageWish {
  readonly kind: 'react' | 'menu' | 'edit' | 'stop-editing';
  readonly message: Message;
  /** What the user has pressed. */
  readonly owner: Element;
}

const DELIVERY_WORDS: Record<Delivery, string> = {
  sent: 'Sent',
  delivered: 'Delivered to everybody',
  read: 'Read by everybody',
};

/** One message of the server's: who, when, what, and what others made of it. Fires `wish`. */
@customElement('message-item')
export class MessageItem extends LitElement {
  static override styles = [
    controls,
    richTextStyles,
    css`
      article {
        position: relative;
        display: grid;
        grid-template-columns: 2.25rem minmax(0, 1fr);
        column-gap: 0.75rem;
        padding: 0.1rem 1.25rem;
      }

      article.first {
        padding-block-start: 0.7rem;
      }

      article:focus-visible {
        outline-offset: -2px;
        border-radius: var(--radius);
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

      article.found {
        animation: found 2.4s ease-out;
      }

      @keyframes found {
        from,
        40% {
          background: var(--accent-soft);
        }
      }

      .byline {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
        min-inline-size: 0;
      }

      .author {
        font-weight: 650;
        font-size: var(--text-m);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      time,
      .edited,
      .pinned {
        font-size: var(--text-xs);
        color: var(--ink-faint);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      /* Beside the words where they are one paragraph. */
      .text > p:first-child:nth-last-child(2) {
        display: inline;
      }

      .edited:hover {
        text-decoration: underline;
      }

      .pinned {
        display: inline-flex;
        align-items: center;
        gap: 0.25rem;
      }

      .gutter time {
        visibility: hidden;
        font-size: 0.6875rem;
        line-height: 1.45rem;
      }

      .quote {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        inline-size: fit-content;
        max-inline-size: 100%;
        margin-block-end: 0.1rem;
        color: var(--ink-faint);
        font-size: var(--text-s);
        text-decoration: none;
        min-inline-size: 0;
      }

      .quote span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .quote:hover {
        color: var(--ink);
      }

      .quote svg {
        flex: none;
      }

      .line {
        display: flex;
        align-items: end;
        gap: 0.5rem;
      }

      .line > .text,
      .line > .deleted {
        flex: 1;
        min-inline-size: 0;
      }

      .deleted {
        color: var(--ink-faint);
        font-style: italic;
      }

      .status {
        flex: none;
        display: inline-grid;
        color: var(--ink-faint);
        line-height: 0;
        padding-block-end: 0.2rem;
      }

      .status.read {
        color: var(--accent-ink);
      }

      .under {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.3rem;
        margin-block: 0.3rem 0.15rem;
      }

      .reaction {
        display: inline-flex;
        align-items: center;
        gap: 0.35rem;
        min-block-size: 1.6rem;
        padding: 0.05rem 0.5rem;
        border: 1px solid var(--line);
        border-radius: 1rem;
        background: var(--paper);
        font-size: var(--text-s);
        font-variant-numeric: tabular-nums;
      }

      .reaction:hover {
        border-color: var(--line-strong);
      }

      .reaction[aria-pressed='true'] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--accent-ink);
        font-weight: 600;
      }

      .reaction.add {
        color: var(--ink-faint);
        padding-inline: 0.4rem;
      }

      .thread {
        display: inline-flex;
        align-items: center;
        gap: 0.4rem;
        min-block-size: 1.6rem;
        padding: 0.05rem 0.5rem;
        border-radius: 1rem;
        font-size: var(--text-s);
        font-weight: 600;
        color: var(--accent-ink);
        text-decoration: none;
      }

      .thread:hover {
        background: var(--accent-soft);
      }

      .thread time {
        font-weight: 400;
      }

      .tools {
        position: absolute;
        inset-block-start: -0.85rem;
        inset-inline-end: 1.25rem;
        display: flex;
        padding: 0.15rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--raised);
        box-shadow: var(--shadow);
        z-index: 1;
      }

      .tools .icon-button {
        inline-size: 2rem;
        block-size: 1.9rem;
        border-radius: var(--radius-s);
      }

      .undo {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        align-items: baseline;
        color: var(--ink-soft);
        font-size: var(--text-s);
        padding-block: 0.15rem;
      }

      @media (max-width: 47.99rem) {
        article {
          padding-inline: 0.9rem;
        }

        .tools .icon-button {
          inline-size: 2.5rem;
          block-size: 2.4rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) message!: Message;
  @property({ attribute: false }) conversation!: Conversation;
  /** Whether it begins a run of messages of its author. */
  @property({ type: Boolean }) first = false;
  /** Whether it stands among the answers to the same message. */
  @property({ type: Boolean }) inThread = false;
  /** The message that it answers, if that is known. */
  @property({ attribute: false }) quoted: Message | undefined;
  @property({ type: Number }) unreadReplies = 0;
  /** How far it has come, if it is the user's own. */
  @property() delivery: Delivery | undefined;
  @property({ type: Boolean }) editing = false;
  /** Whether it is deleted as soon as nobody can undo it any more. */
  @property({ type: Boolean }) vanishing = false;
  /** Whether Tab leads to it; the arrow keys lead to the others. */
  @property({ type: Boolean }) tabbable = false;
  @state() private active = false;
  @state() private found = false;
  @query('article') private article!: HTMLElement;

  constructor() {
    super();
    this.addEventListener('pointerenter', () => (this.active = true));
    this.addEventListener('pointerleave', () => (this.active = this.matches(':focus-within')));
    this.addEventListener('focusin', () => (this.active = true));
    this.addEventListener('focusout', () => (this.active = this.matches(':hover')));
  }

  override focus(options?: FocusOptions): void {
    this.article.focus(options);
  }

  /** Draws the eye to it for a moment. */
  point(): void {
    this.found = true;
  }

  override render() {
    const { message } = this;
    const author = authorOf(message);
    const mentioned = mentionsUser(message, this.conversation.self.id) && !message.deletedAt;
    return html`
      <article
        class="${this.first ? 'first' : ''} ${mentioned ? 'mentioned' : ''} ${this.found ? 'found' : ''}"
        data-seq=${message.seq}
        tabindex=${this.tabbable ? 0 : -1}
        aria-label="${displayName(author)}, ${fullTime(message.createdAt)}"
        @animationend=${() => (this.found = false)}
      >
        <div class="gutter">
          ${this.first
            ? html`<person-avatar live .person=${author}></person-avatar>`
            : html`<time aria-hidden="true">${clockTime(message.createdAt)}</time>`}
        </div>
        <div>
          ${message.parentId && !this.inThread ? this.renderQuote(message.parentId) : nothing}
          ${this.first
            ? html`<p class="byline">
                <span class="author">${displayName(author)}</span>
                <time datetime=${message.createdAt} title=${fullTime(message.createdAt)}>${clockTime(message.createdAt)}</time>
                ${message.pinnedAt ? html`<span class="pinned">${icon('pin', 12)}Pinned</span>` : nothing}
              </p>`
            : nothing}
          ${this.renderContent()}
          ${message.attachments.length === 0 || message.deletedAt || this.vanishing
            ? nothing
            : html`<attachment-list .attachments=${message.attachments} .conversation=${this.conversation}></attachment-list>`}
          ${message.deletedAt || this.vanishing ? nothing : this.renderUnder()}
        </div>
        ${this.active && !message.deletedAt && !this.editing && !this.vanishing ? this.renderTools() : nothing}
      </article>
    `;
  }

  private renderQuote(parentId: string) {
    const { quoted } = this;
    const author = quoted && displayName(authorOf(quoted)).split(' ')[0];
    const words = quoted?.deletedAt ? 'a deleted message' : quoted && plainText(quoted.html);
    return html`<a class="quote" href=${Route.toThread(this.message.roomId, parentId)} aria-label="In answer to ${author ?? 'a message'}, ${words ?? ''}: open the thread">
      ${icon('reply', 14)}<span>${quoted === undefined ? 'Answers a message' : html`<b>${author}</b> ${words}`}</span>
    </a>`;
  }

  private renderContent() {
    const { message, conversation } = this;
    if (message.deletedAt) {
      return html`<p class="deleted">This message was deleted.</p>`;
    }
    if (this.vanishing) {
      return html`<p class="undo" role="status">
        <span>Message deleted.</span>
        <button class="link" @click=${() => conversation.deletions.undo(message.id)}>Undo</button>
      </p>`;
    }
    if (this.editing) {
      return html`<message-editor
        .message=${message}
        .conversation=${conversation}
        @done=${() => this.wish('stop-editing', this)}
      ></message-editor>`;
    }
    const { html: source, mentions, mentionsRoom } = message;
    if (source === '') {
      // Files say everything.
      return nothing;
    }
    return html`<div class="line">
      <div class="text">
        ${guard([source, mentions, mentionsRoom], () => richText(source, mentionMarks(message, conversation.self.id)))}
        ${message.editedAt
          ? html`<button class="edited" title="Edited ${fullTime(message.editedAt)}. Show what it said before." @click=${this.showEdits}>
              (edited)
            </button>`
          : nothing}
      </div>
      ${this.delivery === undefined ? nothing : this.renderDelivery(this.delivery)}
    </div>`;
  }

  private renderDelivery(delivery: Delivery) {
    return html`<span class="status ${delivery}" role="img" aria-label=${DELIVERY_WORDS[delivery]} title=${DELIVERY_WORDS[delivery]}>
      ${icon(delivery === 'sent' ? 'check' : 'checks', 15)}
    </span>`;
  }

  private renderUnder() {
    const { reactions, replyCount } = this.message;
    const showsThread = replyCount > 0 && !this.inThread;
    if (reactions.length === 0 && !showsThread) {
      return nothing;
    }
    return html`<div class="under">
      ${reactions.map((reaction) => this.renderReaction(reaction))}
      ${reactions.length === 0
        ? nothing
        : html`<button class="reaction add" aria-label="Add a reaction" title="Add a reaction" @click=${this.react}>
            ${icon('smile', 16)}
          </button>`}
      ${showsThread ? this.renderThread() : nothing}
    </div>`;
  }

  private renderReaction({ emoji, count, users }: Reaction) {
    const { conversation, message } = this;
    const named = users.map((id) => (id === conversation.self.id ? 'You' : conversation.nameOf(id)));
    const more = count - named.length;
    const who = [...named, ...(more > 0 ? [plural(more, 'other')] : [])].join(', ');
    return html`<button
      class="reaction"
      aria-pressed=${users.includes(conversation.self.id)}
      aria-label="${emoji} ${count}: ${who}"
      title=${who}
      data-emoji=${emoji}
      @click=${() => conversation.toggleReaction(message, emoji)}
    >
      <span>${emoji}</span>${count}
    </button>`;
  }

  private renderThread() {
    const { message, unreadReplies } = this;
    return html`<a class="thread" href=${Route.toThread(message.roomId, message.id)}>
      ${icon('thread', 16)}${message.replyCount === 1 ? '1 reply' : `${message.replyCount} replies`}
      ${unreadReplies > 0 ? html`<span class="badge">${unreadReplies}<span class="unseen"> unread</span></span>` : nothing}
      ${message.lastReplyAt
        ? html`<time datetime=${message.lastReplyAt} title=${fullTime(message.lastReplyAt)}>${clockTime(message.lastReplyAt)}</time>`
        : nothing}
    </a>`;
  }

  private renderTools() {
    const { message, conversation } = this;
    return html`<div class="tools" role="toolbar" aria-label="Message">
      <button class="icon-button" aria-label="React" title="React" @click=${this.react}>${icon('smile', 18)}</button>
      ${this.inThread
        ? nothing
        : html`<button class="icon-button" aria-label="Reply" title="Reply in a thread" @click=${this.reply}>
            ${icon('reply', 18)}
          </button>`}
      ${message.userId === conversation.self.id
        ? html`<button class="icon-button" aria-label="Edit" title="Edit" @click=${() => this.wish('edit', this)}>
            ${icon('edit', 18)}
          </button>`
        : nothing}
      <button class="icon-button" aria-label="More" title="More" aria-haspopup="menu" @click=${this.openMenu}>
        ${icon('more', 18)}
      </button>
    </div>`;
  }

  private readonly react = (event: Event) => this.wish('react', event.currentTarget as Element);

  private readonly openMenu = (event: Event) => this.wish('menu', event.currentTarget as Element);

  private reply(): void {
    location.hash = Route.toThread(this.message.roomId, this.message.parentId ?? this.message.id);
  }

  private showEdits(): void {
    this.dispatchEvent(new CustomEvent<Message>('show-edits', { detail: this.message, bubbles: true, composed: true }));
  }

  private wish(kind: MessageWish['kind'], owner: Element): void {
    const detail: MessageWish = { kind, message: this.message, owner };
    this.dispatchEvent(new CustomEvent('wish', { detail }));
  }
}
