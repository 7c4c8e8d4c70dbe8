import { CloseCode, type ConnectionState } from '@tidings/client';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from '../theme/controls';
import type { ConnectionStore, Return } from './connection-store';
import { Observe } from './store';
import { plural } from './words';

/** Tells that what is on the page may be out of date, while it may be, and what was missed once it no longer is. */
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
        font-variant-numeric: tabular-nums;
      }

      .back {
        background: var(--accent-soft);
        color: var(--accent-ink);
      }

      button {
        margin-inline-start: 0.6rem;
        border: 0;
        padding: 0;
        background: none;
        color: inherit;
        font: inherit;
        text-decoration: underline;
        cursor: pointer;
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
    const { connection, again, secondsLeft, returned } = this.connection.state;
    switch (connection.kind) {
      case 'waiting':
        return html`<p>${lost(connection.code)} What you see may be out of date; trying again ${soon(secondsLeft)}.</p>`;
      case 'connecting':
        return again ? html`<p>The connection was lost. What you see may be out of date; trying again now.</p>` : nothing;
      case 'closed':
        return connection.code === 1000
          ? nothing
          : html`<p>
              ${ended(connection)}<button type="button" @click=${() => this.connection.retry()}>Try again</button>
            </p>`;
      case 'connected':
        return returned === undefined ? nothing : html`<p class="back">${welcome(returned)}</p>`;
      case 'idle':
        return nothing;
    }
  }
}

function lost(code: number): string {
  switch (code) {
    case CloseCode.DRAIN:
      return 'The server is being restarted.';
    case CloseCode.SLOW_CONSUMER:
      return 'This connection was too slow.';
    case CloseCode.RATE_LIMITED:
      return 'The server asks for patience.';
    default:
      return 'The connection was lost.';
  }
}

function soon(seconds: number): string {
  return seconds === 0 ? 'now' : `in ${seconds} s`;
}

function ended({ code, reason }: Extract<ConnectionState, { kind: 'closed' }>): string {
  return code === CloseCode.TOO_MANY_CONNECTIONS
    ? 'You have too many connections: close some tabs.'
    : `The connection was ended: ${reason || 'no reason given'}.`;
}

function welcome({ missed, reloaded }: Return): string {
  if (reloaded) {
    return 'You are back. Not everything that you missed could be sent, so it was loaded anew.';
  }
  return missed === 0 ? 'You are back. You have missed nothing.' : `You are back. ${plural(missed, 'missed event')} arrived.`;
}
