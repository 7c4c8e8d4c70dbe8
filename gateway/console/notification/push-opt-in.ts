import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { explain } from '../app/notices';
import { Observe } from '../app/store';
import { controls } from '../theme/controls';
import type { PushStanding, PushStore } from './push-store';

const WORDS: Readonly<Record<PushStanding, string>> = {
  unknown: 'One moment…',
  unsupported: 'This browser shows no notifications of pages, or only of pages that come by https.',
  unavailable: 'Notifications in browsers are not set up on this server.',
  denied:
    'You have forbidden this page to show notifications. The browser’s settings for this page, beside its address, allow it again.',
  off: 'Notifications can be shown by this browser also while this page is closed.',
  on: 'This browser shows notifications also while this page is closed.',
  working: 'One moment…',
};

/** Lets the user choose whether this browser shows notifications while no page is open. */
@customElement('push-opt-in')
export class PushOptIn extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        gap: 0.6rem;
        justify-items: start;
      }

      p {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
    `,
  ];

  @property({ attribute: false }) push!: PushStore;

  constructor() {
    super();
    new Observe(this, () => this.push);
  }

  override render() {
    const { standing, failure } = this.push.state;
    return html`
      <p role="status">${WORDS[standing]}</p>
      ${failure === undefined ? nothing : html`<p class="error" role="alert">${explain(failure)}</p>`}
      ${standing === 'off'
        ? html`<button type="button" class="button" @click=${() => this.push.turnOn()}>Notify me in this browser</button>`
        : nothing}
      ${standing === 'on'
        ? html`<button type="button" class="button" @click=${() => this.push.turnOff()}>Stop</button>`
        : nothing}
    `;
  }
}
