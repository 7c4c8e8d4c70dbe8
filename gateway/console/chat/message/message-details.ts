import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { explain } from '../../app/notices';
import '../../app/person-avatar';
import { displayName, type Person } from '../../app/person';
import { fullTime } from '../../app/time';
import { controls } from '../../theme/controls';
import { dialogs } from '../../theme/dialogs';
import { icon } from '../../theme/icons';
import type { Conversation } from '../conversation';
import type { Edit, Message } from '../model';
import type { Detail } from './message-menu';
import { richText, richTextStyles } from './rich-text';

interface Row {
  readonly person: Person;
  readonly note: string;
}

type Content =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'people'; readonly rows: readonly Row[]; readonly nobody: string }
  | { readonly kind: 'edits'; readonly edits: readonly Edit[] };

const HEADINGS: Record<Detail, string> = {
  readers: 'Seen by',
  reactors: 'Reactions',
  edits: 'Earlier versions',
};

/** Who has seen a message, who has reacted to it, or what it said before. */
@customElement('message-details')
export class MessageDetails extends LitElement {
  static override styles = [
    controls,
    dialogs,
    richTextStyles,
    css`
      .people li {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding-block: 0.35rem;
        --size: 2rem;
      }

      .name {
        flex: 1;
        min-inline-size: 0;
        font-weight: 550;
        overflow-wrap: anywhere;
      }

      .note {
        color: var(--ink-faint);
        font-size: var(--text-xs);
      }

      .edits li + li {
        margin-block-start: 0.9rem;
        padding-block-start: 0.9rem;
        border-block-start: 1px solid var(--line);
      }

      .edits .when {
        display: flex;
        justify-content: space-between;
        gap: 1rem;
        font-size: var(--text-xs);
        color: var(--ink-faint);
        margin-block-end: 0.2rem;
      }
    `,
  ];

  @property({ attribute: false }) conversation!: Conversation;
  @state() private detail: Detail = 'readers';
  @state() private message: Message | undefined;
  @state() private content: Content = { kind: 'loading' };
  @query('dialog') private dialog!: HTMLDialogElement;

  open(detail: Detail, message: Message): void {
    this.detail = detail;
    this.message = message;
    this.dialog.showModal();
    void this.load(detail, message);
  }

  override render() {
    return html`<dialog aria-labelledby="heading">
      <div class="head">
        <h2 id="heading">${HEADINGS[this.detail]}</h2>
        <button class="icon-button" aria-label="Close" @click=${() => this.dialog.close()}>${icon('close')}</button>
      </div>
      <div class="body">${this.renderContent()}</div>
    </dialog>`;
  }

  private renderContent() {
    const { content } = this;
    switch (content.kind) {
      case 'loading':
        return html`<p class="empty" role="status">Loading…</p>`;
      case 'failed':
        return html`<p class="error" role="alert">${explain(content.error)}</p>`;
      case 'people':
        return content.rows.length === 0
          ? html`<p class="empty">${content.nobody}</p>`
          : html`<ul class="people">
              ${content.rows.map(
                ({ person, note }) => html`<li>
                  <person-avatar live .person=${person}></person-avatar>
                  <span class="name">${displayName(person)}</span>
                  <span class="note">${note}</span>
                </li>`,
              )}
            </ul>`;
      case 'edits':
        return html`<ol class="edits">
          ${content.edits.map((edit, index) => this.renderEdit(edit, index === 0))}
        </ol>`;
    }
  }

  private renderEdit(edit: Edit, isPresent: boolean) {
    const isOwn = this.message?.userId === this.conversation.self.id;
    return html`<li>
      <p class="when">
        <time datetime=${edit.createdAt}>${fullTime(edit.createdAt)}${isPresent ? ' (now)' : ''}</time>
        ${isPresent || !isOwn
          ? nothing
          : html`<button class="link" @click=${() => this.restore(edit)}>Restore this version</button>`}
      </p>
      <div class="text">${richText(edit.html)}</div>
    </li>`;
  }

  private async load(detail: Detail, message: Message): Promise<void> {
    this.content = { kind: 'loading' };
    try {
      const content = await this.contentOf(detail, message);
      if (this.detail === detail && this.message === message) {
        this.content = content;
      }
    } catch (error) {
      this.content = { kind: 'failed', error };
    }
  }

  private async contentOf(detail: Detail, message: Message): Promise<Content> {
    const { api } = this.conversation;
    switch (detail) {
      case 'readers': {
        const readers = await api.readers(message.id);
        const rows = readers.map(({ user, lastReadAt }) => ({ person: user, note: fullTime(lastReadAt) }));
        return { kind: 'people', rows, nobody: 'Nobody has seen it yet.' };
      }
      case 'reactors': {
        const all = await Promise.all(
          message.reactions.map(async ({ emoji }) =>
            (await api.reactors(message.id, emoji)).map(({ user }) => ({ person: user, note: emoji })),
          ),
        );
        return { kind: 'people', rows: all.flat(), nobody: 'Nobody reacts to it any more.' };
      }
      case 'edits':
        return { kind: 'edits', edits: await api.edits(message.id) };
    }
  }

  private async restore(edit: Edit): Promise<void> {
    const { message, conversation } = this;
    if (message !== undefined) {
      try {
        await conversation.edit(conversation.message(message.id) ?? message, edit.message);
        this.dialog.close();
      } catch (error) {
        this.content = { kind: 'failed', error };
      }
    }
  }
}
