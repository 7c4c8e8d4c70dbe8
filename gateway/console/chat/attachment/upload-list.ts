import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Observe } from '../../app/store';
import { fileSize } from '../../app/words';
import { controls } from '../../theme/controls';
import { icon } from '../../theme/icons';
import type { Upload, UploadStore } from './upload-store';

/** The files that go with a message, and how far each is. Nothing while there are none. */
@customElement('upload-list')
export class UploadList extends LitElement {
  static override styles = [
    controls,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        padding: 0.2rem 0.2rem 0.5rem;
      }

      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        column-gap: 0.5rem;
        inline-size: min(16rem, 100%);
        padding: 0.35rem 0.25rem 0.35rem 0.6rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
        font-size: var(--text-s);
      }

      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .note {
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      .failed .note {
        color: var(--alert);
      }

      progress {
        inline-size: 100%;
        block-size: 0.3rem;
        accent-color: var(--accent);
      }

      .icon-button {
        inline-size: 1.75rem;
        block-size: 1.75rem;
      }
    `,
  ];

  @property({ attribute: false }) uploads!: UploadStore;

  constructor() {
    super();
    new Observe(this, () => this.uploads);
  }

  override render() {
    const { uploads } = this.uploads.state;
    return uploads.length === 0
      ? nothing
      : html`<ul aria-label="Files to send">
          ${uploads.map((upload) => this.renderUpload(upload))}
        </ul>`;
  }

  private renderUpload(upload: Upload) {
    const { file, progress } = upload;
    return html`<li class=${progress.kind}>
      ${icon('file', 18)}
      <div>
        <p class="name" title=${file.name}>${file.name}</p>
        ${progress.kind === 'uploading'
          ? html`<progress aria-label="Uploading ${file.name}" max=${file.size} .value=${progress.sent}></progress>`
          : progress.kind === 'failed'
            ? html`<p class="note" role="alert">
                ${progress.reason} <button class="link" @click=${() => this.uploads.retry(upload)}>Try again</button>
              </p>`
            : html`<p class="note">${fileSize(file.size)}</p>`}
      </div>
      <button class="icon-button" type="button" aria-label="Remove ${file.name}" @click=${() => this.uploads.remove(upload)}>
        ${icon('close', 14)}
      </button>
    </li>`;
  }
}
