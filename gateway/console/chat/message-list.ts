import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { displayName } from '../app/person';
import '../app/person-avatar';
import { ScrollKeeper } from '../app/scroll-keeper';
import { Observe } from '../app/store';
import { dayName, sameDay } from '../app/time';
import { plural } from '../app/words';
import { controls } from '../theme/controls';
import { dialogs } from '../theme/dialogs';
import { icon } from '../theme/icons';
import type { Conversation } from './conversation';
import type { MessageDetails } from './message/message-details';
import './message/message-details';
import './message/message-item';
import type { MessageItem, MessageWish } from './message/message-item';
import './message/message-menu';
import type { Detail, MessageMenu } from './message/message-menu';
import { plainText } from './message/plain-text';
import './message/report-dialog';
import type { ReportDialog } from './message/report-dialog';
import { authorOf, type Message, type OutgoingMessage, type Room } from './model';
import './reaction/emoji-picker';
import type { EmojiPicker } from './reaction/emoji-picker';
import type { TimelineStore } from './timeline-store';

/** Messages of one author this close together stand under one name. */
const GROUP_MS = 5 * 60_000;

/** How far from an end of what is held the next messages are loaded, in pixels. */
const AHEAD = 600;

/**
 * Messages, oldest first. It stays at its end while the reader is there and keeps its place otherwise, and fires `seen`
 * with the last message's sequence number when the end is on the screen. Tab leads to one message, the arrow keys to
 * the others.
 */
@customElement('message-list')
export class MessageList extends LitElement {
  static override styles = [
    controls,
    dialogs,
    css`
      :host {
        overflow-y: auto;
        overflow-anchor: none;
        overscroll-behavior: contain;
        display: flex;
        flex-direction: column;
        position: relative;
      }

      .content.room {
        margin-block-start: auto;
      }

      .top {
        padding: 1rem;
        text-align: center;
        font-size: var(--text-s);
        color: var(--ink-faint);
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
        color: var(--badge-ink);
      }

      .day.new::before,
      .day.new::after {
        border-color: currentColor;
        opacity: 0.5;
      }

      .pending {
        display: grid;
        grid-template-columns: 2.25rem minmax(0, 1fr);
        column-gap: 0.75rem;
        padding: 0.7rem 1.25rem 0.1rem;
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

      .byline span + span {
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      .pending .text {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        color: var(--ink-faint);
      }

      .file {
        display: block;
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

      .newest {
        position: sticky;
        inset-block-end: 0.6rem;
        /* It lies over the messages, so that they don't move when it comes. */
        margin-block-start: -2.25rem;
        display: grid;
        justify-items: center;
        pointer-events: none;
        z-index: 2;
      }

      .newest button {
        pointer-events: auto;
        box-shadow: var(--shadow);
        border-radius: 2rem;
        background: var(--raised);
      }

      #erasure form {
        display: grid;
        gap: 1rem;
        padding: 1.25rem 1.5rem 1.5rem;
      }

      #erasure h2 {
        font-size: var(--text-l);
      }

      .button.grave {
        border-color: transparent;
        background: var(--alert);
        color: var(--surface);
      }

      .skeleton {
        display: grid;
        gap: 1.4rem;
        padding: 1.5rem 1.25rem;
        margin-block-start: auto;
      }

      .skeleton i {
        display: block;
        block-size: 2.25rem;
        border-radius: var(--radius);
        background: var(--hover);
        animation: wait 1.2s ease-in-out infinite alternate;
      }

      .skeleton i:nth-child(2n) {
        inline-size: 62%;
      }

      .skeleton i:nth-child(3n) {
        inline-size: 80%;
      }

      @keyframes wait {
        to {
          opacity: 0.4;
        }
      }
    `,
  ];

  @property({ attribute: false }) timeline!: TimelineStore;
  @property({ attribute: false }) conversation!: Conversation;
  @property({ attribute: false }) room!: Room;
  @property({ type: Boolean }) mayErase = false;
  /** Up to where the user had read when the messages were opened. */
  @property({ attribute: false }) readTo: number | undefined;
  @state() private editing: string | undefined;
  @state() private tabbed: string | undefined;
  @state() private announced = '';
  @state() private away = false;
  @query('.content') private content!: Element | null;
  @query('emoji-picker') private picker!: EmojiPicker;
  @query('message-menu') private menu!: MessageMenu;
  @query('message-details') private details!: MessageDetails;
  @query('report-dialog') private report!: ReportDialog;
  @query('#erasure') private erasure!: HTMLDialogElement;
  @queryAll('message-item') private items!: NodeListOf<MessageItem>;
  private readonly place = new ScrollKeeper(this, () => this.content, () => this.items, () => this.settled());
  private lastSeq: number | undefined;
  private shownTarget: object | undefined;
  private toErase: Message | undefined;

  constructor() {
    super();
    new Observe(this, () => this.timeline);
    new Observe(this, () => this.conversation.quoted);
    new Observe(this, () => this.conversation.threads);
    new Observe(this, () => this.conversation.receipts);
    new Observe(this, () => this.conversation.deletions);
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

  /** Edits the user's last message, if it can be seen. */
  editLast(): void {
    const own = this.timeline.state.messages?.findLast(
      (message) => message.userId === this.conversation.self.id && !message.deletedAt,
    );
    this.editing = own?.id;
  }

  toEnd(): void {
    this.place.toEnd();
  }

  override render() {
    const { messages, outgoing } = this.timeline.state;
    return html`
      ${messages === undefined ? this.renderLoading() : nothing}
      <div class="content ${this.timeline.range.parentId === undefined ? 'room' : ''}" ?hidden=${messages === undefined}>
        ${this.renderTop(messages ?? [])}
        <div role="log" aria-label=${this.timeline.range.parentId === undefined ? 'Messages' : 'Replies'} aria-live="off" @keydown=${this.move}>
          ${repeat(
            messages ?? [],
            (message) => message.id,
            (message, index) => this.renderMessage(message, messages?.[index - 1]),
          )}
          ${this.timeline.isAtEnd
            ? repeat(
                outgoing,
                (message) => message.clientMessageId,
                (message) => this.renderOutgoing(message),
              )
            : nothing}
        </div>
        <div class="end"></div>
      </div>
      ${this.renderNewest()}
      <p class="unseen" aria-live="polite">${this.announced}</p>
      <emoji-picker></emoji-picker>
      <message-menu
        .conversation=${this.conversation}
        .room=${this.room}
        .mayErase=${this.mayErase}
        @show-detail=${(event: CustomEvent<{ detail: Detail; message: Message }>) =>
          this.details.open(event.detail.detail, event.detail.message)}
        @report=${(event: CustomEvent<Message>) => this.report.open(event.detail)}
        @erase=${(event: CustomEvent<Message>) => this.askToErase(event.detail)}
      ></message-menu>
      <message-details .conversation=${this.conversation}></message-details>
      <report-dialog .conversation=${this.conversation}></report-dialog>
      <dialog id="erasure" aria-labelledby="erasure-heading">
        <form method="dialog">
          <h2 id="erasure-heading">Erase this message for good?</h2>
          <p>What it says, and what it said before, is no longer stored anywhere. This can’t be undone.</p>
          <div class="foot">
            <button class="button" value="no">Cancel</button>
            <button class="button grave" value="yes" @click=${this.erase}>Erase</button>
          </div>
        </form>
      </dialog>
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('timeline')) {
      this.editing = undefined;
      this.tabbed = undefined;
      this.lastSeq = undefined;
      this.announced = '';
      this.place.toEnd();
    }
    this.announce();
  }

  protected override updated(): void {
    const { target, messages } = this.timeline.state;
    if (target !== undefined && target !== this.shownTarget && messages !== undefined) {
      this.shownTarget = target;
      void this.point(target.messageId);
    }
    this.reportSeen();
    void this.conversation.receipts.begin(
      (messages ?? []).filter((message) => message.userId === this.conversation.self.id && !message.deletedAt),
    );
  }

  private renderLoading() {
    return this.timeline.state.failure === undefined
      ? html`<div class="skeleton" role="status" aria-label="Loading messages">
          ${[1, 2, 3, 4, 5].map(() => html`<i></i>`)}
        </div>`
      : html`<p class="blank">The messages could not be loaded.</p>`;
  }

  private renderTop(messages: readonly Message[]) {
    const { older, loadingOlder } = this.timeline.state;
    if (older.kind === 'more') {
      return html`<div class="top">
        <button class="link" ?disabled=${loadingOlder} @click=${() => this.timeline.loadOlder()}>
          ${loadingOlder ? 'Loading…' : 'Show earlier messages'}
        </button>
      </div>`;
    }
    if (this.timeline.range.parentId !== undefined) {
      return messages.length === 0 ? html`<p class="top">No replies yet.</p>` : nothing;
    }
    return html`<p class="top">
      ${messages.length === 0 ? 'No messages yet. Say hello!' : 'This is where the conversation began.'}
    </p>`;
  }

  private renderMessage(message: Message, previous: Message | undefined) {
    const { conversation, timeline } = this;
    const newDay = previous === undefined || !sameDay(previous.createdAt, message.createdAt);
    const firstUnread =
      this.readTo !== undefined &&
      message.userId !== conversation.self.id &&
      message.seq > this.readTo &&
      (previous === undefined || previous.seq <= this.readTo);
    const inThread = timeline.range.parentId !== undefined;
    const first = newDay || firstUnread || Boolean(message.parentId && !inThread) || !continues(previous, message);
    const isOwn = message.userId === conversation.self.id && !message.deletedAt;
    const tabbed = this.tabbed ?? timeline.state.messages?.at(-1)?.id;
    return html`
      ${newDay ? html`<p class="day">${dayName(message.createdAt)}</p>` : nothing}
      ${firstUnread ? html`<p class="day new">New</p>` : nothing}
      <message-item
        .message=${message}
        .conversation=${conversation}
        .first=${first}
        .inThread=${inThread}
        .quoted=${message.parentId && !inThread ? conversation.message(message.parentId) : undefined}
        .unreadReplies=${message.replyCount > 0 ? conversation.threads.unreadIn(message.id) : 0}
        .delivery=${isOwn ? conversation.receipts.deliveryOf(message) : undefined}
        .editing=${this.editing === message.id}
        .vanishing=${conversation.deletions.state.pending.has(message.id)}
        .tabbable=${message.id === tabbed}
        @wish=${this.wished}
        @show-edits=${(event: CustomEvent<Message>) => this.details.open('edits', event.detail)}
      ></message-item>
    `;
  }

  private renderOutgoing(message: OutgoingMessage) {
    const { self } = this.conversation;
    return html`
      <article class="pending" aria-busy=${message.failure === undefined}>
        <div><person-avatar .person=${self}></person-avatar></div>
        <div>
          <p class="byline">
            <span class="author">${displayName(self)}</span>
            <span>${message.failure === undefined ? 'Sending…' : 'Not sent'}</span>
          </p>
          <p class="text">${message.text}${message.attachments.map(({ name }) => html`<span class="file">${icon('file', 14)} ${name}</span>`)}</p>
          ${message.failure === undefined ? nothing : this.renderFailure(message, message.failure)}
        </div>
      </article>
    `;
  }

  private renderFailure(message: OutgoingMessage, failure: string) {
    return html`<p class="failure" role="alert">
      <span>${failure}</span>
      <button class="link" @click=${() => this.timeline.retry(message)}>Send again</button>
      <button class="link" @click=${() => this.timeline.discard(message)}>Discard</button>
    </p>`;
  }

  private renderNewest() {
    const { arrived, loadingNewer } = this.timeline.state;
    if (!this.away && this.timeline.isAtEnd) {
      return nothing;
    }
    return html`<div class="newest">
      <button class="button" @click=${this.toNewest}>
        ${loadingNewer ? 'Loading…' : arrived > 0 ? plural(arrived, 'new message') : 'Newest messages'} ${icon('down', 16)}
      </button>
    </div>`;
  }

  private async toNewest(): Promise<void> {
    await this.timeline.showNewest();
    this.place.toEnd();
  }

  /** Goes to a message as soon as it is there. */
  private async point(messageId: string): Promise<void> {
    await this.updateComplete;
    const item = [...this.items].find((other) => other.message.id === messageId);
    if (item !== undefined) {
      await Promise.all([...this.items].map((other) => other.updateComplete));
      this.tabbed = messageId;
      this.place.toRow(item);
      item.focus({ preventScroll: true });
      item.point();
    }
  }

  /** Has what comes in read out, but not what is loaded. */
  private announce(): void {
    const last = this.timeline.state.messages?.at(-1);
    if (last !== undefined && this.timeline.isAtEnd) {
      if (this.lastSeq !== undefined && last.seq > this.lastSeq && last.userId !== this.conversation.self.id) {
        this.announced = `${displayName(authorOf(last))}: ${plainText(last.html)}`;
      }
      this.lastSeq = last.seq;
    }
  }

  private readonly wished = (event: CustomEvent<MessageWish>) => {
    const { kind, message, owner } = event.detail;
    switch (kind) {
      case 'react':
        this.picker.open(owner, (emoji) => void this.conversation.toggleReaction(message, emoji));
        break;
      case 'menu':
        void this.menu.open(message, owner);
        break;
      case 'edit':
        this.editing = message.id;
        break;
      case 'stop-editing':
        this.editing = undefined;
        this.dispatchEvent(new CustomEvent('edited'));
        break;
    }
  };

  private askToErase(message: Message): void {
    this.toErase = message;
    this.erasure.showModal();
  }

  private erase(): void {
    if (this.toErase !== undefined) {
      void this.conversation.erase(this.toErase);
    }
  }

  private move(event: KeyboardEvent): void {
    const items = [...this.items];
    const at = items.findIndex((item) => item === event.target);
    const isOnMessage = event.composedPath()[0] instanceof HTMLElement && (event.composedPath()[0] as Element).matches('article');
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: items.length - 1 }[event.key];
    if (isOnMessage && next !== undefined) {
      event.preventDefault();
      const item = items[Math.min(Math.max(next, 0), items.length - 1)];
      this.tabbed = item.message.id;
      item.focus();
      item.scrollIntoView({ block: 'nearest' });
    } else if (isOnMessage && event.key === 'Escape') {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent('edited'));
    }
  }

  private settled(): void {
    this.timeline.following = this.place.atEnd;
    this.away = !this.place.atEnd;
    if (this.scrollTop < AHEAD) {
      void this.timeline.loadOlder();
    }
    if (this.scrollHeight - this.scrollTop - this.clientHeight < AHEAD) {
      void this.timeline.loadNewer();
    }
    this.reportSeen();
  }

  private readonly reportSeen = () => {
    const last = this.timeline.state.messages?.at(-1);
    const isSeen = this.place.atEnd && this.timeline.isAtEnd;
    if (last !== undefined && isSeen && document.visibilityState === 'visible' && document.hasFocus()) {
      this.dispatchEvent(new CustomEvent<number>('seen', { detail: last.seq }));
    }
  };
}

function continues(previous: Message | undefined, message: Message): boolean {
  return (
    previous?.userId === message.userId &&
    !previous.deletedAt === !message.deletedAt &&
    Date.parse(message.createdAt) - Date.parse(previous.createdAt) < GROUP_MS
  );
}
