import type { RestClient } from '@tidings/client';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { explain } from '../app/notices';
import { fullTime } from '../app/time';
import { controls } from '../theme/controls';
import { dialogs } from '../theme/dialogs';
import { icon } from '../theme/icons';
import { CHANNELS, channelWords, type Channel } from './channels';
import { DAYS, TYPES, choiceOf, wishOf, withChoice, type Preferences, type Wish } from './preferences';
import './push-opt-in';
import type { PushStore } from './push-store';

const PATH = '/api/notifications/preferences';
const HOUR_MS = 3_600_000;

const WISHES: readonly (readonly [wish: Wish, words: string])[] = [
  ['now', 'At once'],
  ['hourly', 'Every hour'],
  ['daily', 'Once a day'],
  ['weekly', 'Once a week'],
  ['off', 'Never'],
];

const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'ru', 'tr', 'uk', 'zh'];

const DAY_NAMES = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' });
const LANGUAGE_NAMES = new Intl.DisplayNames(undefined, { type: 'language' });

/** How the user is notified: of what, on which ways, when, and when not. Saved as a whole. */
@customElement('preferences-dialog')
export class PreferencesDialog extends LitElement {
  static override styles = [
    controls,
    dialogs,
    css`
      dialog {
        inline-size: min(46rem, calc(100vw - 2rem));
      }

      form {
        display: grid;
        gap: 1.75rem;
      }

      fieldset {
        display: grid;
        gap: 0.75rem;
        border: 0;
        margin: 0;
        padding: 0;
        min-inline-size: 0;
      }

      legend,
      h3 {
        padding: 0;
        font-size: var(--text-m);
        font-weight: 650;
        color: var(--ink);
        margin-block-end: 0.5rem;
      }

      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.6rem 1rem;
      }

      .check {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        margin: 0;
        color: var(--ink);
        font-weight: 400;
      }

      select,
      input[type='time'] {
        font: inherit;
        font-size: var(--text-s);
        color: inherit;
        background: var(--surface);
        border: 1px solid var(--field);
        border-radius: var(--radius);
        padding: 0.3rem 0.5rem;
        min-height: 2.25rem;
        inline-size: auto;
        max-inline-size: 100%;
      }

      .matrix {
        overflow-x: auto;
      }

      table {
        border-collapse: collapse;
        font-size: var(--text-s);
      }

      th {
        text-align: start;
        font-weight: 550;
        color: var(--ink-soft);
        padding: 0.3rem 0.75rem 0.3rem 0;
        white-space: nowrap;
      }

      td {
        padding: 0.2rem 0.5rem 0.2rem 0;
      }

      tbody tr:first-child th {
        color: var(--ink);
        font-weight: 650;
      }

      tbody tr:first-child > * {
        padding-block-end: 0.6rem;
      }

      .saved {
        font-size: var(--text-s);
        color: var(--ink-soft);
        margin-inline-end: auto;
        align-self: center;
      }
    `,
  ];

  @property({ attribute: false }) rest!: RestClient;
  @property({ attribute: false }) push!: PushStore;
  @state() private preferences: Preferences | undefined;
  @state() private progress: 'editing' | 'saving' | 'saved' = 'editing';
  @state() private error: string | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;

  async open(): Promise<void> {
    this.preferences = undefined;
    this.progress = 'editing';
    this.error = undefined;
    this.dialog.showModal();
    void this.push.look();
    try {
      this.preferences = await this.rest.get<Preferences>(PATH);
    } catch (error) {
      this.error = explain(error);
    }
  }

  override render() {
    return html`<dialog aria-labelledby="heading">
      <div class="head">
        <h2 id="heading">How you are notified</h2>
        <button class="icon-button" aria-label="Close" @click=${() => this.dialog.close()}>${icon('close')}</button>
      </div>
      <div class="body">
        ${this.preferences === undefined
          ? this.error === undefined
            ? html`<p class="empty" role="status">Loading…</p>`
            : html`<p class="error" role="alert">${this.error}</p>`
          : this.renderForm(this.preferences)}
      </div>
    </dialog>`;
  }

  private renderForm(preferences: Preferences) {
    return html`<form @submit=${this.save}>
      <section>
        <h3>This browser</h3>
        <push-opt-in .push=${this.push}></push-opt-in>
      </section>
      ${this.renderMute(preferences)} ${this.renderQuietHours(preferences)} ${this.renderWhere(preferences)}
      ${this.renderMatrix(preferences)}
      ${this.error === undefined ? nothing : html`<p class="error" role="alert">${this.error}</p>`}
      <div class="foot">
        <span class="saved" role="status">${this.progress === 'saved' ? 'Saved' : ''}</span>
        <button type="button" class="button" @click=${() => this.dialog.close()}>Close</button>
        <button type="submit" class="button primary" ?disabled=${this.progress === 'saving'}>Save</button>
      </div>
    </form>`;
  }

  private renderMute(preferences: Preferences) {
    const { mute } = preferences;
    return html`<fieldset>
      <legend>No interruptions at all</legend>
      <div class="line">
        <label class="check">
          <input
            type="checkbox"
            .checked=${mute !== null}
            @change=${(event: Event) => this.change({ mute: checked(event) ? { until: null } : null })}
          />
          Only collect them in the list
        </label>
        ${mute === null
          ? nothing
          : html`<label class="unseen" for="mute">Until when</label>
              <select
                id="mute"
                @change=${(event: Event) => this.change({ mute: { until: untilOf(value(event)) } })}
              >
                <option value="" ?selected=${mute.until === null}>until I say otherwise</option>
                ${mute.until === null ? nothing : html`<option value=${mute.until} selected>until ${fullTime(mute.until)}</option>`}
                <option value="+1">for an hour</option>
                <option value="+8">for eight hours</option>
                <option value="+24">for a day</option>
                <option value="+168">for a week</option>
              </select>`}
      </div>
    </fieldset>`;
  }

  private renderQuietHours(preferences: Preferences) {
    const quiet = preferences.quietHours;
    const standard = { from: '22:00', to: '07:00', days: DAYS, urgentPasses: true };
    return html`<fieldset>
      <legend>Quiet hours</legend>
      <label class="check">
        <input
          type="checkbox"
          .checked=${quiet !== null}
          @change=${(event: Event) => this.change({ quietHours: checked(event) ? standard : null })}
        />
        What comes in the night waits until the morning
      </label>
      ${quiet === null
        ? nothing
        : html`<div class="line">
              <div>
                <label for="from">From</label>
                <input
                  id="from"
                  type="time"
                  required
                  .value=${quiet.from}
                  @change=${(event: Event) => this.change({ quietHours: { ...quiet, from: value(event) } })}
                />
              </div>
              <div>
                <label for="to">To</label>
                <input
                  id="to"
                  type="time"
                  required
                  .value=${quiet.to}
                  @change=${(event: Event) => this.change({ quietHours: { ...quiet, to: value(event) } })}
                />
              </div>
              <label class="check">
                <input
                  type="checkbox"
                  .checked=${quiet.urgentPasses}
                  @change=${(event: Event) => this.change({ quietHours: { ...quiet, urgentPasses: checked(event) } })}
                />
                What is urgent comes all the same
              </label>
            </div>
            <div class="line" role="group" aria-label="Nights that begin on">
              ${DAYS.map(
                (day, place) => html`<label class="check">
                  <input
                    type="checkbox"
                    .checked=${quiet.days.includes(day)}
                    @change=${(event: Event) =>
                      this.change({
                        quietHours: { ...quiet, days: DAYS.filter((each) => (each === day ? checked(event) : quiet.days.includes(each))) },
                      })}
                  />
                  ${dayName(place)}
                </label>`,
              )}
            </div>`}
    </fieldset>`;
  }

  private renderWhere(preferences: Preferences) {
    const { digest } = preferences;
    const zones = [...new Set([preferences.zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
    const languages = [...new Set([...(preferences.language ? [preferences.language] : []), ...LANGUAGES])].sort();
    return html`<fieldset>
      <legend>Time and language</legend>
      <div class="line">
        <div>
          <label for="zone">Time zone</label>
          <select id="zone" @change=${(event: Event) => this.change({ zone: value(event) })}>
            ${zones.map((zone) => html`<option value=${zone} ?selected=${zone === preferences.zone}>${zone.replaceAll('_', ' ')}</option>`)}
          </select>
        </div>
        <div>
          <label for="language">Language</label>
          <select id="language" @change=${(event: Event) => this.change({ language: value(event) || null })}>
            <option value="" ?selected=${!preferences.language}>As usual</option>
            ${languages.map(
              (tag) => html`<option value=${tag} ?selected=${tag === preferences.language}>${LANGUAGE_NAMES.of(tag)}</option>`,
            )}
          </select>
        </div>
        <div>
          <label for="at">Summaries come at</label>
          <input
            id="at"
            type="time"
            required
            .value=${digest.at}
            @change=${(event: Event) => this.change({ digest: { ...digest, at: value(event) } })}
          />
        </div>
        <div>
          <label for="day">Weekly ones on</label>
          <select id="day" @change=${(event: Event) => this.change({ digest: { ...digest, day: value(event) } })}>
            ${DAYS.map((day, place) => html`<option value=${day} ?selected=${day === digest.day}>${dayName(place)}</option>`)}
          </select>
        </div>
      </div>
    </fieldset>`;
  }

  private renderMatrix(preferences: Preferences) {
    const types = [...new Set([...Object.keys(TYPES), ...Object.keys(preferences.types)])];
    return html`<section>
      <h3 id="ways">Which way, and how often</h3>
      <div class="matrix">
        <table aria-labelledby="ways">
          <thead>
            <tr>
              <td></td>
              ${CHANNELS.map((channel) => html`<th scope="col">${channelWords(channel)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.renderRow(preferences, undefined, 'Usually')}
            ${types.map((type) => this.renderRow(preferences, type, TYPES[type] ?? type))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  private renderRow(preferences: Preferences, type: string | undefined, words: string) {
    const choices = type === undefined ? preferences.channels : preferences.types[type];
    return html`<tr>
      <th scope="row">${words}</th>
      ${CHANNELS.map((channel) => {
        const wish = wishOf(choices?.[channel]);
        return html`<td>
          <select
            aria-label="${words}, ${channelWords(channel)}"
            @change=${(event: Event) => this.choose(type, channel, value(event) as Wish)}
          >
            ${type === undefined ? nothing : html`<option value="usual" ?selected=${wish === 'usual'}>As usual</option>`}
            ${wishesFor(channel).map(([each, name]) => html`<option value=${each} ?selected=${each === wish}>${name}</option>`)}
          </select>
        </td>`;
      })}
    </tr>`;
  }

  private choose(type: string | undefined, channel: Channel, wish: Wish): void {
    if (this.preferences !== undefined) {
      this.change(withChoice(this.preferences, type, channel, choiceOf(wish)));
    }
  }

  private change(change: Partial<Preferences>): void {
    if (this.preferences !== undefined) {
      this.preferences = { ...this.preferences, ...change };
      this.progress = 'editing';
    }
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.progress = 'saving';
    this.error = undefined;
    try {
      this.preferences = await this.rest.put<Preferences>(PATH, this.preferences);
      this.progress = 'saved';
    } catch (error) {
      this.progress = 'editing';
      this.error = explain(error);
    }
  }
}

/** The list waits by itself: nothing comes there as a summary. */
function wishesFor(channel: Channel) {
  return channel === 'in_app' ? WISHES.filter(([wish]) => wish === 'now' || wish === 'off') : WISHES;
}

/** The name of a day of the week; the first of January 2024 was a Monday. */
function dayName(place: number): string {
  return DAY_NAMES.format(Date.UTC(2024, 0, 1 + place));
}

function untilOf(text: string): string | null {
  return text.startsWith('+') ? new Date(Date.now() + Number(text) * HOUR_MS).toISOString() : text || null;
}

function checked(event: Event): boolean {
  return (event.target as HTMLInputElement).checked;
}

function value(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
