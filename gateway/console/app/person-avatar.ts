import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from '../theme/controls';
import { PresenceRequest } from '../presence/presence-request';
import type { PresenceStore } from '../presence/presence-store';
import { initials, tint, type Person } from './person';
import { Observe } from './store';

const TINTS = 8;

/** A person's initials on their tint, with a dot for their status. For the eye only: the name stands next to it. */
@customElement('person-avatar')
export class PersonAvatar extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: inline-block;
        position: relative;
        inline-size: var(--size, 2.25rem);
        block-size: var(--size, 2.25rem);
        flex: none;
      }

      .face {
        display: grid;
        place-items: center;
        inline-size: 100%;
        block-size: 100%;
        border-radius: 32%;
        font-size: calc(var(--size, 2.25rem) * 0.38);
        font-weight: 650;
        letter-spacing: 0.01em;
        color: #fff;
      }

      .tint-0 { background: #0f6a5b; }
      .tint-1 { background: #9a3412; }
      .tint-2 { background: #4338a0; }
      .tint-3 { background: #86198f; }
      .tint-4 { background: #1d5fa8; }
      .tint-5 { background: #7a5a00; }
      .tint-6 { background: #a01d48; }
      .tint-7 { background: #3f6212; }

      .dot {
        position: absolute;
        inset-inline-end: -2px;
        inset-block-end: -2px;
        inline-size: 0.75rem;
        block-size: 0.75rem;
        border-radius: 50%;
        border: 2px solid var(--surround, var(--surface));
        background: var(--offline);
      }

      .dot.online { background: var(--online); }
      .dot.away { background: var(--away); }
      .dot.busy { background: var(--busy); }
    `,
  ];

  @property({ attribute: false }) person!: Person;
  @property() status: string | undefined;
  /** Whether it shows by itself how the person is. */
  @property({ type: Boolean }) live = false;
  private presence: PresenceStore | undefined;

  constructor() {
    super();
    new Observe(this, () => this.presence);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.live) {
      this.dispatchEvent(new PresenceRequest((presence) => (this.presence = presence)));
    }
  }

  override render() {
    const status = this.status ?? this.presence?.statusOf(this.person.id);
    return html`
      <span class="face tint-${tint(this.person.id, TINTS)}" aria-hidden="true">${initials(this.person)}</span>
      ${status === undefined ? nothing : html`<span class="dot ${status}" aria-hidden="true"></span>`}
    `;
  }
}
