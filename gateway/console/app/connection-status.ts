import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from '../theme/controls';
import type { ConnectionStore } from './connection-store';
import { Observe } from './store';

/** Says whether what is on the page is live. */
@customElement('connection-status')
export class ConnectionStatus extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
        font-size: var(--text-s);
        color: var(--ink-soft);
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }

      .dot {
        inline-size: 0.5rem;
        block-size: 0.5rem;
        border-radius: 50%;
        background: var(--away);
      }

      .dot.connected {
        background: var(--online);
      }

      .dot.closed {
        background: var(--busy);
      }

      .dot.connecting,
      .dot.waiting {
        animation: pulse 1.2s ease-in-out infinite alternate;
      }

      @keyframes pulse {
        to {
          opacity: 0.25;
        }
      }
    `,
  ];

  @property({ attribute: false }) connection!: ConnectionStore;

  constructor() {
    super();
    new Observe(this, () => this.connection);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'status');
  }

  override render() {
    const { connection } = this.connection.state;
    return html`<span class="dot ${connection.kind}" aria-hidden="true"></span><span>${this.words}</span>`;
  }

  private get words(): string {
    const { connection, again, secondsLeft } = this.connection.state;
    switch (connection.kind) {
      case 'connected':
        return connection.transport === 'sse' ? 'Connected by stream' : 'Connected';
      case 'idle':
        return 'Connecting…';
      case 'connecting':
        return again || connection.attempt > 1 ? 'Reconnecting…' : 'Connecting…';
      case 'waiting':
        return secondsLeft === 0 ? 'Reconnecting…' : `Reconnecting in ${secondsLeft} s`;
      case 'closed':
        return 'Disconnected';
    }
  }
}
