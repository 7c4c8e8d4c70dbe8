import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { controls } from '../theme/controls';
import { icon } from '../theme/icons';
import type { Notices } from './notices';
import { Observe } from './store';

/** Shows {@link Notices} above everything else and has them read out. */
@customElement('notice-area')
export class NoticeArea extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        position: fixed;
        inset-block-end: 1rem;
        inset-inline: 1rem;
        display: grid;
        justify-items: center;
        gap: 0.5rem;
        pointer-events: none;
        z-index: 10;
      }

      .notice {
        pointer-events: auto;
        display: flex;
        align-items: start;
        gap: 0.75rem;
        max-inline-size: 30rem;
        padding: 0.7rem 0.6rem 0.7rem 1rem;
        border-radius: var(--radius);
        border: 1px solid var(--line);
        border-inline-start: 4px solid var(--alert);
        background: var(--raised);
        box-shadow: var(--shadow);
        font-size: var(--text-s);
      }

      .title {
        font-weight: 600;
      }

      .detail {
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }

      .icon-button {
        inline-size: 1.75rem;
        block-size: 1.75rem;
      }
    `,
  ];

  @property({ attribute: false }) notices!: Notices;

  constructor() {
    super();
    new Observe(this, () => this.notices);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'alert');
  }

  override render() {
    return repeat(
      this.notices.state.notices,
      (notice) => notice.id,
      (notice) => html`
        <div class="notice">
          <div>
            <p class="title">${notice.title}</p>
            <p class="detail">${notice.detail}</p>
          </div>
          <button class="icon-button" aria-label="Dismiss" @click=${() => this.notices.dismiss(notice.id)}>
            ${icon('close', 16)}
          </button>
        </div>
      `,
    );
  }
}
