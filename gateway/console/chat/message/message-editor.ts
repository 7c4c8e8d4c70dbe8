import { ProblemError } from '@tidings/client';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { explain } from '../../app/notices';
import { controls } from '../../theme/controls';
import type { Conversation } from '../conversation';
import type { Message } from '../model';

/** Where a message is edited. Enter saves, Escape leaves it as it was. Fires `done`. */
@customElement('message-editor')
export class MessageEditor extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        padding-block: 0.25rem;
      }

      textarea {
        display: block;
        field-sizing: content;
        max-block-size: 16rem;
        resize: none;
      }

      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
        margin-block-start: 0.4rem;
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      .error {
        margin-block-start: 0.4rem;
      }
    `,
  ];

  @property({ attribute: false }) message!: Message;
  @property({ attribute: false }) conversation!: Conversation;
  @state() private busy = false;
  @state() private error: string | undefined;
  @query('textarea') private field!: HTMLTextAreaElement;
  /** What the edit is of: what somebody else's tab makes of the message meanwhile is not overwritten unseen. */
  private edited: Message | undefined;

  override render() {
    return html`
      <form @submit=${this.save}>
        <textarea
          rows="1"
          aria-label="Edit message"
          maxlength="10000"
          .value=${this.edited?.message ?? ''}
          @keydown=${this.keyDown}
        ></textarea>
        ${this.error === undefined ? nothing : html`<p class="error" role="alert">${this.error}</p>`}
        <div class="foot">
          <button class="button primary" type="submit" ?disabled=${this.busy}>Save</button>
          <button class="button" type="button" @click=${this.done}>Cancel</button>
          <span>Enter saves, Escape cancels</span>
        </div>
      </form>
    `;
  }

  protected override willUpdate(): void {
    this.edited ??= this.message;
  }

  protected override firstUpdated(): void {
    this.field.focus();
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  private keyDown(event: KeyboardEvent): void {
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.done();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      void this.save(event);
    }
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const text = this.field.value.trim();
    if (this.busy || text === '' || text === this.edited?.message) {
      if (text !== '') {
        this.done();
      }
      return;
    }
    this.busy = true;
    try {
      await this.conversation.edit(this.edited ?? this.message, text);
      this.done();
    } catch (error) {
      if (error instanceof ProblemError && error.status === 412) {
        this.edited = { ...this.message, message: text };
        this.error = `It has been edited elsewhere; it says now: “${this.message.message}”. Save again to replace that.`;
      } else {
        this.error = explain(error);
      }
    } finally {
      this.busy = false;
    }
  }

  private done(): void {
    this.dispatchEvent(new CustomEvent('done'));
  }
}
