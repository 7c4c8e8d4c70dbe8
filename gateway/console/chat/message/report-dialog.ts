import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { explain } from '../../app/notices';
import { controls } from '../../theme/controls';
import { dialogs } from '../../theme/dialogs';
import { icon } from '../../theme/icons';
import type { ReportReason } from '../chat-api';
import type { Conversation } from '../conversation';
import type { Message } from '../model';

const REASONS: readonly (readonly [reason: ReportReason, words: string])[] = [
  ['spam', 'Spam'],
  ['abuse', 'Abuse'],
  ['harassment', 'Harassment'],
  ['illegal', 'Against the law'],
  ['other', 'Something else'],
];

/** Tells the moderators what is wrong with a message. */
@customElement('report-dialog')
export class ReportDialog extends LitElement {
  static override styles = [
    controls,
    dialogs,
    css`
      form {
        display: grid;
        gap: 1rem;
      }

      fieldset {
        display: grid;
        gap: 0.4rem;
        border: 0;
        margin: 0;
        padding: 0;
      }

      legend {
        padding: 0;
      }

      fieldset label {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        margin: 0;
        color: var(--ink);
      }
    `,
  ];

  @property({ attribute: false }) conversation!: Conversation;
  @state() private outcome: 'asking' | 'sending' | 'sent' = 'asking';
  @state() private error: string | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('form') private form!: HTMLFormElement | null;
  private message: Message | undefined;

  open(message: Message): void {
    this.message = message;
    this.outcome = 'asking';
    this.error = undefined;
    this.form?.reset();
    this.dialog.showModal();
  }

  override render() {
    return html`<dialog aria-labelledby="heading">
      <div class="head">
        <h2 id="heading">Report a message</h2>
        <button class="icon-button" aria-label="Close" @click=${() => this.dialog.close()}>${icon('close')}</button>
      </div>
      <div class="body">
        ${this.outcome === 'sent'
          ? html`<p role="status">Thank you. The moderators have got your report.</p>`
          : this.renderForm()}
      </div>
    </dialog>`;
  }

  private renderForm() {
    return html`<form @submit=${this.submit}>
      <fieldset>
        <legend class="label">What is wrong with it?</legend>
        ${REASONS.map(
          ([reason, words], index) =>
            html`<label><input type="radio" name="reason" value=${reason} ?checked=${index === 0} />${words}</label>`,
        )}
      </fieldset>
      <div>
        <label for="note">Anything else that the moderators should know</label>
        <textarea id="note" name="note" rows="3" maxlength="1000"></textarea>
      </div>
      ${this.error === undefined ? nothing : html`<p class="error" role="alert">${this.error}</p>`}
      <div class="foot">
        <button class="button" type="button" @click=${() => this.dialog.close()}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${this.outcome === 'sending'}>Report</button>
      </div>
    </form>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { message, form } = this;
    if (message === undefined || form === null) {
      return;
    }
    const fields = new FormData(form);
    this.outcome = 'sending';
    this.error = undefined;
    try {
      const reason = String(fields.get('reason')) as ReportReason;
      await this.conversation.api.report(message.id, message.version, reason, String(fields.get('note')).trim());
      this.outcome = 'sent';
    } catch (error) {
      this.outcome = 'asking';
      this.error = explain(error);
    }
  }
}
