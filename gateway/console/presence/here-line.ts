import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { displayName } from '../app/person';
import '../app/person-avatar';
import { Observe } from '../app/store';
import { controls } from '../theme/controls';
import type { HereStore } from './here-store';

const SHOWN = 4;

/** Who else is on the page: faces for the eye, names in words. */
@customElement('here-line')
export class HereLine extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        flex: none;
      }

      .faces {
        display: flex;
        align-items: center;
        --size: 1.75rem;
      }

      person-avatar + person-avatar {
        margin-inline-start: -0.4rem;
      }

      .more {
        margin-inline-start: 0.35rem;
        font-size: var(--text-xs);
        color: var(--ink-faint);
        font-variant-numeric: tabular-nums;
      }

      @media (max-width: 47.99rem) {
        :host {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) here!: HereStore;

  constructor() {
    super();
    new Observe(this, () => this.here);
  }

  override render() {
    const others = this.here.others;
    const shown = others.slice(0, SHOWN);
    const more = Math.max(others.length, this.here.state.count - 1) - shown.length;
    if (shown.length === 0) {
      return nothing;
    }
    const names = shown.map(({ user }) => displayName(user)).join(', ');
    const words = `Also here: ${names}${more > 0 ? ` and ${more} more` : ''}`;
    return html`
      <span class="faces" title=${words}>
        <span class="unseen">${words}</span>
        ${shown.map(({ user, status }) => html`<person-avatar .person=${user} .status=${status}></person-avatar>`)}
        ${more > 0 ? html`<span class="more" aria-hidden="true">+${more}</span>` : nothing}
      </span>
    `;
  }
}
