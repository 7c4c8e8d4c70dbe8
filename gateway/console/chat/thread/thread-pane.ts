import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { acceptFiles } from '../attachment/accept-files';
import { explain } from '../../app/notices';
import { Route } from '../../app/route';
import { Observe } from '../../app/store';
import { controls } from '../../theme/controls';
import { icon } from '../../theme/icons';
import type { Conversation } from '../conversation';
import '../message-composer';
import type { Composition, MessageComposer } from '../message-composer';
import '../message-list';
import type { MessageList } from '../message-list';
import { richText, richTextStyles } from '../message/rich-text';
import '../../app/person-avatar';
import { displayName } from '../../app/person';
import { clockTime, fullTime } from '../../app/time';
import { authorOf, readOnlyReason, roomTitle, type Message, type Room } from '../model';
import { mentionMarks } from '../message/mention-marks';

/** One message and the answers to it. */
@customElement('thread-pane')
export class ThreadPane extends LitElement {
  static override styles = [
    controls,
    richTextStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-block-size: 0;
        min-inline-size: 0;
        background: var(--surface);
      }

      .head {
        display: flex;
        align-items: center;
        gap: 0.5rem;
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
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .parent {
        display: grid;
        grid-template-columns: 2.25rem minmax(0, 1fr);
        column-gap: 0.75rem;
        padding: 0.8rem 1.25rem;
        max-block-size: 35%;
        overflow-y: auto;
        border-block-end: 1px solid var(--line);
        background: var(--paper);
        flex: none;
      }

      .byline {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
      }

      .author {
        font-weight: 650;
      }

      time {
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      .deleted {
        color: var(--ink-faint);
        font-style: italic;
      }

      :host([receiving]) {
        outline: 2px dashed var(--focus);
        outline-offset: -8px;
      }

      message-list {
        flex: 1;
        min-block-size: 0;
      }

      message-composer {
        padding: 0 1rem calc(1rem + env(safe-area-inset-bottom));
      }

      .error {
        margin: 0.75rem 1.25rem;
      }

      .follow[aria-pressed='true'] {
        border-color: transparent;
        background: var(--accent-soft);
        color: var(--accent-ink);
      }
    `,
  ];

  @property({ attribute: false }) room!: Room;
  @property({ attribute: false }) conversation!: Conversation;
  @property() messageId = '';
  @property({ type: Boolean }) mayErase = false;
  @query('message-composer') private composer!: MessageComposer;
  @query('message-list') private list!: MessageList;

  constructor() {
    super();
    new Observe(this, () => this.conversation.timeline);
    new Observe(this, () => this.conversation.quoted);
    new Observe(this, () => this.conversation.threads);
    acceptFiles(this, (files) => this.composer?.attach(files));
    new Observe(this, () => this.timeline);
    this.addEventListener('keydown', (event) => {
      // What is open above the pane has Escape for itself.
      if (event.key === 'Escape' && !event.defaultPrevented && event.composedPath().includes(this.composer)) {
        this.close();
      }
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'complementary');
    this.setAttribute('aria-label', 'Thread');
  }

  override render() {
    const { conversation, room, timeline } = this;
    const message = conversation.message(this.messageId);
    const thread = conversation.threads.state.threads?.get(this.messageId);
    const { failure } = timeline.state;
    return html`
      <div class="head">
        <div class="what">
          <h2>Thread</h2>
          <p>${roomTitle(room)}</p>
        </div>
        ${thread === undefined
          ? nothing
          : html`<button
              class="button follow"
              aria-pressed=${thread.isFollowed}
              title=${thread.isFollowed ? 'New replies are counted. Press to stop that.' : 'Have new replies counted'}
              @click=${() => this.follow(!thread.isFollowed)}
            >
              ${thread.isFollowed ? 'Following' : 'Follow'}
            </button>`}
        <a class="icon-button" href=${Route.toRoom(room.id)} aria-label="Close the thread" title="Close">${icon('close')}</a>
      </div>
      ${message === undefined ? nothing : this.renderParent(message)}
      ${failure === undefined
        ? nothing
        : html`<p class="error" role="alert">
            ${explain(failure)} <button class="link" @click=${() => timeline.load()}>Try again</button>
          </p>`}
      <message-list
        .timeline=${timeline}
        .conversation=${conversation}
        .room=${room}
        .mayErase=${this.mayErase}
        @seen=${this.seen}
        @edited=${() => this.composer.focus()}
      ></message-list>
      ${message?.deletedAt || readOnlyReason(room) !== undefined
        ? nothing
        : html`<message-composer
            .conversation=${conversation}
            .timeline=${timeline}
            @compose=${this.compose}
            @edit-last=${() => this.list.editLast()}
          ></message-composer>`}
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('messageId')) {
      this.composer?.updateComplete.then(() => this.composer.focus());
    }
  }

  private get timeline() {
    return this.conversation.thread(this.messageId);
  }

  private renderParent(message: Message) {
    const author = authorOf(message);
    return html`<article class="parent" aria-label="The message that is answered">
      <person-avatar live .person=${author}></person-avatar>
      <div>
        <p class="byline">
          <span class="author">${displayName(author)}</span>
          <a href=${Route.toMessage(message.roomId, message.id)} title="Show it in the room">
            <time datetime=${message.createdAt} title=${fullTime(message.createdAt)}>${clockTime(message.createdAt)}</time>
          </a>
        </p>
        ${message.deletedAt
          ? html`<p class="deleted">This message was deleted.</p>`
          : html`<div class="text">${richText(message.html, mentionMarks(message, this.conversation.self.id))}</div>`}
      </div>
    </article>`;
  }

  private async compose(event: CustomEvent<Composition>): Promise<void> {
    this.timeline.send(event.detail.text, event.detail.attachments);
    await this.timeline.showNewest();
    this.list.toEnd();
  }

  private seen(event: CustomEvent<number>): void {
    this.conversation.threads
      .markRead(this.messageId, event.detail)
      .catch((error) => this.conversation.notices.failed('The thread could not be marked as read', error));
  }

  private follow(isFollowed: boolean): void {
    this.conversation.threads
      .follow(this.messageId, isFollowed)
      .catch((error) => this.conversation.notices.failed('That could not be changed', error));
  }

  private close(): void {
    location.hash = Route.toRoom(this.room.id);
  }
}
