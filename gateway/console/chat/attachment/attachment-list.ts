import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { fileSize } from '../../app/words';
import { controls } from '../../theme/controls';
import { dialogs } from '../../theme/dialogs';
import { icon } from '../../theme/icons';
import type { Conversation } from '../conversation';
import type { Attachment } from '../model';
import './picture-view';

/** The largest place that a picture takes in a conversation, in pixels. */
const WIDEST = 360;
const HIGHEST = 260;

/** The files of a message: pictures to look at, all of them to save. */
@customElement('attachment-list')
export class AttachmentList extends LitElement {
  static override styles = [
    controls,
    dialogs,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: 0.5rem;
        margin-block: 0.3rem 0.2rem;
      }

      li {
        max-inline-size: 100%;
      }

      .picture {
        display: block;
        max-inline-size: 100%;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        overflow: hidden;
        line-height: 0;
      }

      .file {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.6rem;
        inline-size: min(18rem, 100%);
        padding: 0.5rem 0.7rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
        font-size: var(--text-s);
      }

      .file:hover:enabled {
        background: var(--hover);
      }

      .name {
        display: block;
        font-weight: 550;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .size {
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      dialog {
        inline-size: fit-content;
        max-inline-size: calc(100vw - 2rem);
      }

      dialog picture-view {
        max-inline-size: 100%;
        max-block-size: calc(100dvh - 8rem);
      }

      .head .name {
        max-inline-size: 50vw;
      }
    `,
  ];

  @property({ attribute: false }) attachments: readonly Attachment[] = [];
  @property({ attribute: false }) conversation!: Conversation;
  @state() private opened: Attachment | undefined;
  @state() private saving: string | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;

  override render() {
    return html`<ul aria-label="Files">
        ${this.attachments.map(
          (attachment) => html`<li>${attachment.thumbnail ? this.renderPicture(attachment) : this.renderFile(attachment)}</li>`,
        )}
      </ul>
      <dialog aria-label=${this.opened?.name ?? 'Picture'}>${this.opened === undefined ? nothing : this.renderOpened(this.opened)}</dialog>`;
  }

  private renderPicture(attachment: Attachment) {
    return html`<button
      class="picture"
      title=${attachment.name}
      @click=${() => this.open(attachment)}
    >
      <picture-view
        .key=${attachment.id}
        .label=${attachment.name}
        .place=${placeOf(attachment)}
        .load=${() => this.conversation.api.thumbnail(attachment.id)}
      ></picture-view>
    </button>`;
  }

  private renderFile(attachment: Attachment) {
    return html`<button
      class="file"
      aria-label="Save ${attachment.name}, ${fileSize(attachment.size)}"
      ?disabled=${this.saving === attachment.id}
      @click=${() => this.save(attachment)}
    >
      ${icon('file')}
      <span>
        <span class="name">${attachment.name}</span>
        <span class="size">${this.saving === attachment.id ? 'Loading…' : fileSize(attachment.size)}</span>
      </span>
      ${icon('download', 16)}
    </button>`;
  }

  private renderOpened(attachment: Attachment) {
    return html`<div class="head">
        <span class="name">${attachment.name}</span>
        <span>
          <button class="icon-button" aria-label="Save ${attachment.name}" @click=${() => this.save(attachment)}>
            ${icon('download')}
          </button>
          <button class="icon-button" aria-label="Close" @click=${() => this.dialog.close()}>${icon('close')}</button>
        </span>
      </div>
      <picture-view
        .key=${attachment.id}
        .label=${attachment.name}
        .place=${{ width: attachment.width ?? WIDEST, height: attachment.height ?? HIGHEST }}
        .load=${() => this.conversation.api.content(attachment.id)}
      ></picture-view>`;
  }

  private open(attachment: Attachment): void {
    this.opened = attachment;
    this.dialog.showModal();
  }

  /** The file is asked for with the user's token, which an address could not carry. */
  private async save(attachment: Attachment): Promise<void> {
    this.saving = attachment.id;
    try {
      const address = URL.createObjectURL(await this.conversation.api.content(attachment.id));
      Object.assign(document.createElement('a'), { href: address, download: attachment.name }).click();
      // The browser has it by then.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (error) {
      this.conversation.notices.failed(`${attachment.name} could not be loaded`, error);
    } finally {
      this.saving = undefined;
    }
  }
}

/** How large a picture is shown among messages. */
function placeOf({ width, height }: Attachment): { readonly width: number; readonly height: number } {
  const full = { width: width ?? WIDEST, height: height ?? HIGHEST };
  const scale = Math.min(1, WIDEST / full.width, HIGHEST / full.height);
  return { width: Math.round(full.width * scale), height: Math.round(full.height * scale) };
}
