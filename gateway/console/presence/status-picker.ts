import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { openBeside } from '../app/beside';
import type { Notices } from '../app/notices';
import { displayName, type Person } from '../app/person';
import '../app/person-avatar';
import { Observe } from '../app/store';
import { controls } from '../theme/controls';
import type { Choice, OwnPresenceStore } from './own-presence-store';
import { messageOf, type PresenceStatus } from './presence';

const CHOICES: readonly { readonly choice: Choice; readonly status: PresenceStatus; readonly name: string; readonly means: string }[] = [
  { choice: 'automatic', status: 'online', name: 'Online', means: 'Away by itself while you do nothing' },
  { choice: 'away', status: 'away', name: 'Away', means: 'Also while you are here' },
  { choice: 'busy', status: 'busy', name: 'Busy', means: 'Others see that you would rather not be disturbed' },
  { choice: 'invisible', status: 'offline', name: 'Invisible', means: 'Everybody sees you offline' },
];

const TIMES: readonly { readonly minutes: number | undefined; readonly name: string }[] = [
  { minutes: undefined, name: 'Don’t clear' },
  { minutes: 30, name: '30 minutes' },
  { minutes: 60, name: '1 hour' },
  { minutes: 240, name: '4 hours' },
];

/** The user, and how they want to be seen. */
@customElement('status-picker')
export class StatusPicker extends LitElement {
  static override styles = [
    controls,
    css`
      .user {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        padding: 0.2rem 0.45rem;
        border-radius: var(--radius);
        font-size: var(--text-s);
        line-height: 1.25;
        min-inline-size: 0;
        --size: 2rem;
      }

      .user:hover {
        background: var(--hover);
      }

      .name {
        display: block;
        font-weight: 600;
        white-space: nowrap;
      }

      .says {
        display: block;
        font-size: var(--text-xs);
        color: var(--ink-faint);
        max-inline-size: 12rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .panel {
        padding: 0.9rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--raised);
        color: var(--ink);
        box-shadow: var(--shadow);
        inline-size: min(20rem, calc(100vw - 2rem));
      }

      form {
        display: grid;
        gap: 0.9rem;
      }

      fieldset {
        border: 0;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 0.15rem;
      }

      legend {
        padding: 0;
        margin-block-end: 0.35rem;
      }

      .choice {
        display: grid;
        grid-template-columns: auto auto 1fr;
        align-items: center;
        gap: 0.2rem 0.6rem;
        margin: 0;
        padding: 0.35rem 0.4rem;
        border-radius: var(--radius-s);
        color: var(--ink);
        cursor: pointer;
      }

      .choice:hover {
        background: var(--hover);
      }

      .dot {
        inline-size: 0.65rem;
        block-size: 0.65rem;
        border-radius: 50%;
        background: var(--offline);
      }

      .dot.online { background: var(--online); }
      .dot.away { background: var(--away); }
      .dot.busy { background: var(--busy); }

      .means {
        grid-column: 3;
        font-weight: 400;
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      .check {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        margin: 0;
        cursor: pointer;
      }

      select {
        inline-size: 100%;
        min-height: 2.5rem;
        font: inherit;
        color: inherit;
        background: var(--surface);
        border: 1px solid var(--field);
        border-radius: var(--radius);
        padding: 0.4rem 0.6rem;
      }

      .foot {
        display: flex;
        justify-content: flex-end;
        gap: 0.5rem;
      }

      @media (max-width: 47.99rem) {
        .words {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) own!: OwnPresenceStore;
  @property({ attribute: false }) notices!: Notices;
  @property({ attribute: false }) user!: Person;
  @query('.panel') private panel!: HTMLElement;
  @query('.user') private button!: HTMLElement;
  @query('form') private form!: HTMLFormElement;

  constructor() {
    super();
    new Observe(this, () => this.own);
  }

  override render() {
    const own = this.own.state.own;
    const present = CHOICES.find(({ choice }) => choice === (own?.choice ?? 'automatic'))!;
    const message = own && messageOf({ ...own, userId: '', isOnline: true, status: present.status, version: 0, user: this.user });
    return html`
      <button
        class="user"
        aria-haspopup="dialog"
        title="Set your status"
        @click=${this.open}
      >
        <person-avatar .person=${this.user} .status=${present.status}></person-avatar>
        <span class="words">
          <span class="name">${displayName(this.user)}</span>
          <span class="says">${message ?? present.name}</span>
        </span>
        <span class="unseen">Set your status</span>
      </button>
      <div class="panel" popover role="dialog" aria-label="Your status">
        <form @submit=${this.choose}>
          <fieldset>
            <legend class="label">How others see you</legend>
            ${CHOICES.map(
              ({ choice, status, name, means }) => html`<label class="choice">
                <input type="radio" name="choice" value=${choice} ?checked=${choice === present.choice} />
                <span class="dot ${status}" aria-hidden="true"></span>
                <span>${name}</span>
                <span class="means">${means}</span>
              </label>`,
            )}
          </fieldset>
          <div>
            <label for="message">What you are up to</label>
            <input id="message" name="message" maxlength="140" autocomplete="off" placeholder="In a meeting" />
          </div>
          <div>
            <label for="clear">Clear after</label>
            <select id="clear" name="clear">
              ${TIMES.map(({ minutes, name }) => html`<option value=${minutes ?? ''}>${name}</option>`)}
            </select>
          </div>
          <label class="check"><input type="checkbox" name="contacts" />Only my contacts may see me</label>
          <div class="foot">
            <button type="button" class="button" @click=${() => this.panel.hidePopover()}>Cancel</button>
            <button class="button primary">Set status</button>
          </div>
        </form>
      </div>
    `;
  }

  private open(): void {
    const own = this.own.state.own;
    this.form.reset();
    const field = (name: string) => this.form.elements.namedItem(name) as HTMLInputElement;
    (this.form.elements.namedItem('choice') as RadioNodeList).value = own?.choice ?? 'automatic';
    field('message').value = own?.message ?? '';
    field('contacts').checked = own?.visibility === 'contacts';
    openBeside(this.panel, this.button);
    this.form.querySelector<HTMLInputElement>('input:checked')?.focus();
  }

  private async choose(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(this.form);
    this.panel.hidePopover();
    try {
      await this.own.choose({
        choice: data.get('choice') as Choice,
        message: String(data.get('message')).trim(),
        visibility: data.has('contacts') ? 'contacts' : 'workspace',
        clearAfter: Number(data.get('clear')) || undefined,
      });
    } catch (error) {
      this.notices.failed('Your status could not be set', error);
    }
  }
}
