import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from '../theme/controls';
import type { ConnectionStore } from './connection-store';
import { Observe } from './store';

/** Tells that what is on the page may be out of date, once the connection is lost. */
@customElement('connection-banner')
export class ConnectionBanner extends LitElement {
  static override styles = [
    controls,
    css`
      p {
        padding: 0.45rem 1.25rem;
        background: var(--mention);
        color: var(--mention-ink);
        font-size: var(--text-s);
        font-weight: 550;
        text-align: center;
      }
    `,
  ];

  @property({ attribute: false }) connection!: ConnectionStore;

  constructor() {
    super();
    new Observe(this, () => this.connection);
  }

  override render() {
    const { connection } = this.connection.state;
    switch (connection.kind) {
      case 'waiting':
        return html`<p>The connection was lost. What you see may be out of date; trying again.</p>`;
      case 'closed':
        return html`<p>The connection was ended: ${connection.reason || 'no reason given'}. Reload the page to try again.</p>`;
      default:
        return nothing;
    }
  }
}
