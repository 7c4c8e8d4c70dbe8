import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Observe } from '../../app/store';
import { controls } from '../../theme/controls';
import type { TypingStore } from './typing-store';

/** Says who types. It has its place also while nobody does, so that nothing moves. */
@customElement('typing-line')
export class TypingLine extends LitElement {
  static override styles = [
    controls,
    css`
      p {
        display: flex;
        align-items: center;
        gap: 0.45rem;
        block-size: 1.4rem;
        padding-inline: 1.25rem;
        font-size: var(--text-xs);
        color: var(--ink-faint);
        overflow: hidden;
        white-space: nowrap;
      }

      span {
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .dots {
        display: inline-flex;
        gap: 0.15rem;
      }

      .dots i {
        inline-size: 0.28rem;
        block-size: 0.28rem;
        border-radius: 50%;
        background: currentColor;
        animation: type 1s ease-in-out infinite alternate;
      }

      .dots i:nth-child(2) {
        animation-delay: 0.2s;
      }

      .dots i:nth-child(3) {
        animation-delay: 0.4s;
      }

      @keyframes type {
        to {
          opacity: 0.2;
        }
      }
    `,
  ];

  @property({ attribute: false }) typing!: TypingStore;

  constructor() {
    super();
    new Observe(this, () => this.typing);
  }

  override render() {
    const { text } = this.typing.state;
    return html`<p role="status">
      ${text === '' ? nothing : html`<i class="dots" aria-hidden="true"><i></i><i></i><i></i></i><span>${text}</span>`}
    </p>`;
  }
}
