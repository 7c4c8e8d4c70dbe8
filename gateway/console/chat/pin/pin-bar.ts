import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { displayName } from '../../app/person';
import { Route } from '../../app/route';
import { Observe } from '../../app/store';
import { shortTime } from '../../app/time';
import { controls } from '../../theme/controls';
import { icon } from '../../theme/icons';
import type { Pin } from '../chat-api';
import type { Conversation } from '../conversation';
import { plainText } from '../message/plain-text';
import { authorOf } from '../model';

/** The newest pinned message of a room, and the way to the others. Nothing where nothing is pinned. */
@customElement('pin-bar')
export class PinBar extends LitElement {
  static override styles = [
    controls,
    css`
      .bar {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        padding: 0.35rem 0.75rem 0.35rem 1.25rem;
        background: var(--paper);
        border-block-end: 1px solid var(--line);
        font-size: var(--text-s);
        color: var(--ink-soft);
      }

      .bar svg {
        flex: none;
      }

      .bar a {
        flex: 1;
        min-inline-size: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        color: inherit;
        text-decoration: none;
      }

      .bar a:hover {
        text-decoration: underline;
      }

      .all {
        flex: none;
        min-height: 1.8rem;
        padding-block: 0;
      }

      .panel {
        position: fixed;
        inset: auto 1rem auto auto;
        inline-size: min(26rem, calc(100vw - 2rem));
        max-block-size: min(28rem, 70dvh);
        margin: 0.4rem 0 0;
        padding: 0.4rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--raised);
        color: var(--ink);
        box-shadow: var(--shadow);
        overflow-y: auto;
      }

      li {
        display: flex;
        align-items: start;
        gap: 0.25rem;
        border-radius: var(--radius);
      }

      li a {
        flex: 1;
        min-inline-size: 0;
        padding: 0.5rem 0.6rem;
        border-radius: var(--radius);
        color: inherit;
        text-decoration: none;
        font-size: var(--text-s);
      }

      li a:hover {
        background: var(--hover);
      }

      .who {
        display: flex;
        justify-content: space-between;
        gap: 0.75rem;
        font-weight: 600;
      }

      time {
        font-weight: 400;
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      .words {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        overflow: hidden;
        overflow-wrap: anywhere;
        color: var(--ink-soft);
      }
    `,
  ];

  @property({ attribute: false }) conversation!: Conversation;
  @query('.panel') private panel!: HTMLElement;

  constructor() {
    super();
    new Observe(this, () => this.conversation.pins);
  }

  override render() {
    const pins = this.conversation.pins.state.pins ?? [];
    if (pins.length === 0) {
      return nothing;
    }
    const { message } = pins[0];
    return html`
      <section class="bar" aria-label="Pinned messages">
        ${icon('pin', 16)}
        <a href=${Route.toMessage(message.roomId, message.id)}>
          <b>${displayName(authorOf(message))}:</b> ${plainText(message.html)}
        </a>
        <button class="button all" popovertarget="pins" aria-haspopup="dialog">
          ${pins.length === 1 ? '1 pinned' : `All ${pins.length}`}
        </button>
        <div class="panel" id="pins" popover role="dialog" aria-label="Pinned messages">
          <ul>
            ${repeat(
              pins,
              (pin) => pin.message.id,
              (pin) => this.renderPin(pin),
            )}
          </ul>
        </div>
      </section>
    `;
  }

  private renderPin({ message }: Pin) {
    return html`<li>
      <a href=${Route.toMessage(message.roomId, message.id)} @click=${() => this.panel.hidePopover()}>
        <span class="who">
          ${displayName(authorOf(message))} <time datetime=${message.createdAt}>${shortTime(message.createdAt)}</time>
        </span>
        <span class="words">${plainText(message.html)}</span>
      </a>
      <button
        class="icon-button"
        aria-label="Unpin"
        title="Unpin"
        @click=${() => this.conversation.setPinned(message, false)}
      >
        ${icon('close', 16)}
      </button>
    </li>`;
  }
}
