import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { explain } from '../app/notices';
import { Observe } from '../app/store';
import { figure, plural } from '../app/words';
import type { MetricsStore } from '../metrics/metrics-store';
import { controls } from '../theme/controls';
import { icon } from '../theme/icons';
import './line-chart';
import {
  DIMENSIONS,
  PERIODS,
  type Days,
  type Dimension,
  type Metrics,
  type Money,
  type SavedFunnel,
  type Series,
} from './model';
import type { ReportStore } from './report-store';

const LIVE_BUCKETS = 60;
const REFRESH_MS = 15_000;
const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const HOUR = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** What is and was on the site: live figures, reports, filters and funnels. */
@customElement('site-dashboard')
export class SiteDashboard extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        overflow-y: auto;
        padding: 1.25rem;
        background: var(--paper);
      }

      .page {
        max-inline-size: 72rem;
        margin-inline: auto;
        display: grid;
        gap: 1rem;
      }

      .bar,
      .filters {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }

      h2 {
        font-size: var(--text-xl);
        margin-inline-end: auto;
      }

      [aria-pressed='true'] {
        background: var(--accent-soft);
        border-color: var(--accent);
        color: var(--accent-ink);
      }

      section {
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        padding: 1rem;
        min-inline-size: 0;
      }

      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
        gap: 1rem;
      }

      dt {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }

      dd {
        font-size: var(--text-xl);
        font-weight: 680;
        font-variant-numeric: tabular-nums;
      }

      small {
        display: block;
        font-size: var(--text-xs);
        font-weight: 400;
        color: var(--ink-faint);
      }

      .halves {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr));
        gap: 1rem;
      }

      select {
        font: inherit;
        color: inherit;
        background: var(--surface);
        border: 1px solid var(--field);
        border-radius: var(--radius);
        padding: 0.35rem 0.6rem;
        min-block-size: 2.25rem;
      }

      table {
        inline-size: 100%;
        border-collapse: collapse;
        font-size: var(--text-s);
        margin-block-start: 0.75rem;
      }

      th,
      td {
        padding: 0.35rem 0.4rem;
        text-align: end;
        font-variant-numeric: tabular-nums;
        border-block-end: 1px solid var(--line);
      }

      th {
        font-weight: 550;
        color: var(--ink-soft);
      }

      th:first-child,
      td:first-child {
        text-align: start;
        overflow-wrap: anywhere;
      }

      .steps {
        display: grid;
        gap: 0.5rem;
        margin-block: 0.75rem;
      }

      .title {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.75rem;
      }

      .title label {
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) reports!: ReportStore;
  @property({ attribute: false }) metrics!: MetricsStore;
  @property({ type: Boolean }) mayEdit = false;
  @state() private steps: readonly string[] = ['page:/', 'event:signup'];
  @state() private wrongStep: string | undefined;
  @state() private chosen: SavedFunnel | undefined;
  @query('input[name=funnel]') private nameField!: HTMLInputElement;
  private refresh: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    new Observe(this, () => this.reports);
    new Observe(this, () => this.metrics);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.refresh = setInterval(() => void this.reports.load(), REFRESH_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.refresh);
  }

  protected override firstUpdated(): void {
    void this.reports.load();
  }

  override render() {
    const { days, filters, failure } = this.reports.state;
    return html`
      <div class="page">
        <div class="bar">
          <h2>Visitors</h2>
          ${Object.entries(PERIODS).map(
            ([key, name]) => html`<button
              class="button"
              aria-pressed=${Number(key) === days}
              @click=${() => this.reports.look(Number(key) as Days)}
            >
              ${name}
            </button>`,
          )}
          <a class="button" href="#/">Back to chat</a>
        </div>
        ${filters.length === 0
          ? nothing
          : html`<div class="filters" role="group" aria-label="Filters">
              ${filters.map(
                (filter) => html`<button class="button" @click=${() => this.reports.withoutFilter(filter)}>
                  ${DIMENSIONS[filter.dimension as Dimension]}: ${filter.value || '(none)'}${icon('close', 14)}
                  <span class="unseen">Remove filter</span>
                </button>`,
              )}
            </div>`}
        ${failure === undefined ? nothing : html`<p class="error" role="alert">${failure}</p>`}
        ${this.renderLive()} ${this.renderOverview()}
        <div class="halves">${this.renderBreakdown()} ${this.renderFunnel()}</div>
      </div>
    `;
  }

  private renderLive() {
    const { buckets, bucketSeconds, currentVisitors, totals } = this.metrics.state;
    const width = bucketSeconds * 1_000;
    const now = Math.floor(Date.now() / width);
    const known = new Map(buckets.map((bucket) => [Math.floor(Date.parse(bucket.at) / width), bucket.pageviews]));
    const numbers = Array.from({ length: LIVE_BUCKETS }, (_, index) => now - LIVE_BUCKETS + 1 + index);
    return html`<section aria-labelledby="live">
      <h3 class="section-title" id="live">Right now</h3>
      <p class="now" data-current=${currentVisitors}>
        ${totals === undefined ? 'Loading…' : `${plural(currentVisitors, 'visitor')} in the last five minutes`}
      </p>
      <line-chart
        .labels=${numbers.map((number) => HOUR.format(number * width))}
        .lines=${[{ name: 'Page views', values: numbers.map((number) => known.get(number) ?? 0) }]}
      ></line-chart>
    </section>`;
  }

  private renderOverview() {
    const { overview, series } = this.reports.state;
    return html`<section aria-labelledby="overview">
      <h3 class="section-title" id="overview">Overview</h3>
      ${overview === undefined
        ? html`<p class="empty">Loading…</p>`
        : html`<dl class="figures">${figures(overview.metrics, overview.comparison?.metrics)}</dl>`}
      ${series === undefined || overview === undefined
        ? nothing
        : overview.metrics.pageviews + overview.metrics.events === 0
          ? html`<p class="empty">Nobody was here in this time.</p>`
          : chart(series)}
    </section>`;
  }

  private renderBreakdown() {
    const { dimension, breakdown } = this.reports.state;
    return html`<section aria-labelledby="breakdown">
      <div class="title">
        <h3 class="section-title" id="breakdown">Breakdown</h3>
        <select aria-label="Break down by" @change=${this.breakDown}>
          ${Object.entries(DIMENSIONS).map(
            ([key, name]) => html`<option value=${key} ?selected=${key === dimension}>${name}</option>`,
          )}
        </select>
      </div>
      ${breakdown === undefined
        ? html`<p class="empty">Loading…</p>`
        : breakdown.rows.length === 0
          ? html`<p class="empty">There is nothing to show.</p>`
          : html`<table>
              <thead>
                <tr>
                  <th scope="col">${DIMENSIONS[dimension]}</th>
                  <th scope="col">Visitors</th>
                  <th scope="col">${dimension === 'event' ? 'Events' : 'Views'}</th>
                  ${dimension === 'page' ? html`<th scope="col">Scrolled</th>` : nothing}
                  ${dimension === 'event' ? html`<th scope="col">Revenue</th>` : nothing}
                </tr>
              </thead>
              <tbody>
                ${breakdown.rows.map(
                  ({ value, metrics }) => html`<tr>
                    <td>
                      <button class="link" @click=${() => this.reports.filter({ dimension, value })}>
                        ${value || '(none)'}
                      </button>
                    </td>
                    <td>${uniques(metrics)}</td>
                    <td>${figure(dimension === 'event' ? metrics.events : metrics.pageviews)}</td>
                    ${dimension === 'page' ? html`<td>${depth(metrics.scrollDepth)}</td>` : nothing}
                    ${dimension === 'event' ? html`<td>${money(metrics.revenue)}</td>` : nothing}
                  </tr>`,
                )}
              </tbody>
            </table>`}
      ${breakdown !== undefined && breakdown.more > 0 ? html`<p class="empty">and ${figure(breakdown.more)} more</p>` : nothing}
    </section>`;
  }

  private renderFunnel() {
    const { funnel, savedFunnels = [] } = this.reports.state;
    return html`<section aria-labelledby="funnel">
      <div class="title">
        <h3 class="section-title" id="funnel">Funnel</h3>
        ${savedFunnels.length === 0
          ? nothing
          : html`<select aria-label="Saved funnels" @change=${this.chooseFunnel}>
              <option value="" ?selected=${this.chosen === undefined}>Saved funnels…</option>
              ${savedFunnels.map(
                ({ id, name }) => html`<option value=${id} ?selected=${id === this.chosen?.id}>${name}</option>`,
              )}
            </select>`}
      </div>
      <form @submit=${this.countFunnel}>
        <div class="steps">
          ${this.steps.map(
            (step, index) => html`<input
              aria-label=${`Step ${index + 1}`}
              .value=${step}
              placeholder="page:/pricing or event:signup"
              @input=${(event: Event) => this.writeStep(index, event)}
            />`,
          )}
        </div>
        <div class="bar">
          <button class="button primary">Count</button>
          <button class="button" type="button" ?disabled=${this.steps.length >= 10} @click=${this.addStep}>
            ${icon('plus', 16)}Step
          </button>
          ${this.mayEdit ? this.renderSaving() : nothing}
        </div>
      </form>
      ${this.wrongStep === undefined ? nothing : html`<p class="error" role="alert">${this.wrongStep}</p>`}
      ${funnel === undefined
        ? html`<p class="empty">Count how many visitors go from one step to the next.</p>`
        : html`<table>
            <thead>
              <tr>
                <th scope="col">Step</th>
                <th scope="col">Visitors</th>
                <th scope="col">Of those before</th>
              </tr>
            </thead>
            <tbody>
              ${funnel.steps.map(
                ({ step, visitors, rate }) => html`<tr>
                  <td>${step}</td>
                  <td>${figure(visitors)}</td>
                  <td>${rate === undefined ? '' : PERCENT.format(rate)}</td>
                </tr>`,
              )}
            </tbody>
          </table>`}
    </section>`;
  }

  private renderSaving() {
    return html`<input
        name="funnel"
        aria-label="Name of the funnel"
        placeholder="Name"
        maxlength="120"
        .value=${this.chosen?.name ?? ''}
      />
      <button class="button" type="button" @click=${this.saveFunnel}>Save</button>
      ${this.chosen === undefined
        ? nothing
        : html`<button class="button" type="button" @click=${this.deleteFunnel}>Delete</button>`}`;
  }

  private chooseFunnel(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.chosen = this.reports.state.savedFunnels?.find((each) => each.id === value);
    if (this.chosen !== undefined) {
      this.steps = this.chosen.steps;
      void this.count();
    }
  }

  private saveFunnel(): Promise<void> {
    return this.attempt(async () => {
      const name = this.nameField.value.trim();
      await this.reports.saveFunnel(name, this.givenSteps());
      this.chosen = this.reports.state.savedFunnels?.find((each) => each.name === name);
    });
  }

  private deleteFunnel(): Promise<void> {
    return this.attempt(async () => {
      if (this.chosen !== undefined) {
        await this.reports.deleteFunnel(this.chosen);
        this.chosen = undefined;
      }
    });
  }

  private breakDown(event: Event): void {
    void this.reports.breakDown((event.target as HTMLSelectElement).value as Dimension);
  }

  private writeStep(index: number, event: Event): void {
    const { value } = event.target as HTMLInputElement;
    this.steps = this.steps.map((step, each) => (each === index ? value : step));
  }

  private addStep(): void {
    this.steps = [...this.steps, ''];
  }

  private countFunnel(event: Event): Promise<void> {
    event.preventDefault();
    return this.count();
  }

  private count(): Promise<void> {
    return this.attempt(() => this.reports.countFunnel(this.givenSteps()));
  }

  private givenSteps(): readonly string[] {
    return this.steps.filter((step) => step.trim() !== '');
  }

  /** Shows what the server says against it. */
  private async attempt(action: () => Promise<void>): Promise<void> {
    this.wrongStep = undefined;
    try {
      await action();
    } catch (error) {
      this.wrongStep = explain(error);
    }
  }
}

function figures(now: Metrics, before: Metrics | undefined) {
  return [
    item('Visitors', uniques(now), before && uniques(before)),
    item('Visits', figure(now.visits), before && figure(before.visits)),
    item('Page views', figure(now.pageviews), before && figure(before.pageviews)),
    item('Events', figure(now.events), before && figure(before.events)),
    item('Bounces', part(now.bounceRate), before && part(before.bounceRate)),
    item('Time of a visit', duration(now.averageVisitMs), before && duration(before.averageVisitMs)),
    item('Scrolled', depth(now.scrollDepth), before && depth(before.scrollDepth)),
    now.revenue === undefined && before?.revenue === undefined
      ? nothing
      : item('Revenue', money(now.revenue), before && money(before.revenue)),
  ];
}

function item(name: string, value: string, before: string | undefined) {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}${before === undefined ? nothing : html`<small>before: ${before}</small>`}</dd>
  </div>`;
}

/** An estimate says so. */
function uniques({ visitors }: Metrics): string {
  return visitors.low === undefined ? figure(visitors.value) : `≈ ${figure(visitors.value)}`;
}

function part(rate: number | undefined): string {
  return rate === undefined ? '–' : PERCENT.format(rate);
}

function depth(percent: number | undefined): string {
  return percent === undefined ? '–' : PERCENT.format(percent / 100);
}

function money(amounts: readonly Money[] | undefined): string {
  return amounts === undefined
    ? '–'
    : amounts
        .map(({ currency, amount }) => new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(amount))
        .join(', ');
}

function duration(ms: number | undefined): string {
  if (ms === undefined) {
    return '–';
  }
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function chart({ interval, points }: Series) {
  const format = interval === 'hour' ? HOUR : DAY;
  return html`<line-chart
    .labels=${points.map(({ at }) => format.format(new Date(at)))}
    .lines=${[
      { name: 'Page views', values: points.map(({ metrics }) => metrics.pageviews) },
      { name: 'Visitors', values: points.map(({ metrics }) => metrics.visitors.value) },
    ]}
  ></line-chart>`;
}
