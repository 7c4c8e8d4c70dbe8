import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { explain } from '../app/notices';
import { fullTime } from '../app/time';
import { controls } from '../theme/controls';
import { dialogs } from '../theme/dialogs';
import { icon } from '../theme/icons';
import { channelWords } from './channels';
import type { Explanation, Notification, NotificationApi } from './notification-api';

/** Why a notification did or did not reach its reader, channel by channel, in the words of the server. */
@customElement('explanation-dialog')
export class ExplanationDialog extends LitElement {
  static override styles = [
    controls,
    dialogs,
    css`
      dialog {
        inline-size: min(34rem, calc(100vw - 2rem));
      }

      .body {
        display: grid;
        gap: 1rem;
      }

      .title {
        font-weight: 600;
        overflow-wrap: anywhere;
      }

      h3 {
        font-size: var(--text-s);
      }

      section p,
      li {
        font-size: var(--text-s);
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }

      ol {
        margin-block-start: 0.35rem;
        padding-inline-start: 0.75rem;
        border-inline-start: 2px solid var(--line);
      }

      time {
        display: block;
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }
    `,
  ];

  @property({ attribute: false }) api!: NotificationApi;
  @state() private notification: Notification | undefined;
  @state() private explanation: Explanation | undefined;
  @state() private error: string | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;

  async open(notification: Notification): Promise<void> {
    this.notification = notification;
    this.explanation = undefined;
    this.error = undefined;
    this.dialog.showModal();
    try {
      const explanation = await this.api.explain(notification.id);
      if (this.notification === notification) {
        this.explanation = explanation;
      }
    } catch (error) {
      this.error = explain(error);
    }
  }

  override render() {
    return html`<dialog aria-labelledby="heading">
      <div class="head">
        <h2 id="heading">Why did I get this?</h2>
        <button class="icon-button" aria-label="Close" @click=${() => this.dialog.close()}>${icon('close')}</button>
      </div>
      <div class="body" tabindex="-1">
        <p class="title">${this.notification?.title ?? nothing}</p>
        ${this.error === undefined ? nothing : html`<p class="error" role="alert">${this.error}</p>`}
        ${this.explanation === undefined && this.error === undefined
          ? html`<p class="empty" role="status">Loading…</p>`
          : this.explanation?.channels.map(
              ({ channel, summary, decisions }) => html`<section>
                <h3>${channelWords(channel)}</h3>
                <p>${summary}</p>
                ${decisions.length === 0
                  ? nothing
                  : html`<ol>
                      ${decisions.map(
                        ({ at, why }) => html`<li><time datetime=${at}>${fullTime(at)}</time>${why}</li>`,
                      )}
                    </ol>`}
              </section>`,
            )}
      </div>
    </dialog>`;
  }
}
