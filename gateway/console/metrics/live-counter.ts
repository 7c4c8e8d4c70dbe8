import { css, html, LitElement, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Notices } from '../app/notices';
import { Observe } from '../app/store';
import { figure, plural } from '../app/words';
import { controls } from '../theme/controls';
import { icon } from '../theme/icons';
import type { Bucket, MetricsStore, Totals } from './metrics-store';

const BARS = 36;
const BAR_WIDTH = 6;
const HEIGHT = 44;

/** The page views of the site, counting while you watch. */
@customElement('live-counter')
export class LiveCounter extends LitElement {
  static override styles = [
    controls,
    css`
      section {
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        padding: 1rem;
      }

      .total {
        font-size: 2rem;
        font-weight: 680;
        line-height: 1.1;
        letter-spacing: -0.03em;
        font-variant-numeric: tabular-nums;
        margin-block-start: 0.35rem;
      }

      .now {
        font-size: var(--text-s);
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }

      svg.bars {
        display: block;
        inline-size: 100%;
        block-size: 2.75rem;
        margin-block: 0.75rem 0.25rem;
      }

      .recent {
        font-size: var(--text-xs);
        color: var(--ink-faint);
        margin-block-end: 0.75rem;
      }

      rect {
        fill: var(--line);
      }

      rect.counted {
        fill: var(--accent);
      }

      .button {
        inline-size: 100%;
      }

      .empty {
        margin-block: 0.5rem 0.75rem;
      }
    `,
  ];

  @property({ attribute: false }) metrics!: MetricsStore;
  @property({ attribute: false }) notices!: Notices;
  @state() private busy = false;
  @state() private now = Date.now();
  private clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    new Observe(this, () => this.metrics);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.clock = setInterval(() => (this.now = Date.now()), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.clock);
  }

  override render() {
    const { totals, failure } = this.metrics.state;
    return html`
      <section aria-labelledby="heading">
        <h2 class="section-title" id="heading">Page views today</h2>
        ${totals === undefined
          ? html`<p class="empty">${failure ?? 'Loading…'}</p>`
          : html`
              <p class="total" data-total=${totals.pageviews}>${figure(totals.pageviews)}</p>
              ${this.renderRecent(totals)}
            `}
        <button class="button" ?disabled=${this.busy} @click=${this.record}>${icon('chart', 16)}Record a page view</button>
      </section>
    `;
  }

  private renderRecent(totals: Totals) {
    const { buckets, bucketSeconds } = this.metrics.state;
    const views = timeline(buckets, bucketSeconds * 1_000, this.now);
    const minutes = (BARS * bucketSeconds) / 60;
    const recent = views.reduce((sum, count) => sum + count, 0);
    return html`
      <p class="now">by ${plural(totals.visitors, 'visitor')}</p>
      ${renderBars(views)}
      <p class="recent">${plural(recent, 'view')} in the last ${minutes} minutes</p>
    `;
  }

  private async record(): Promise<void> {
    this.busy = true;
    try {
      await this.metrics.recordPageView();
    } catch (error) {
      this.notices.failed('The page view could not be recorded', error);
    } finally {
      this.busy = false;
    }
  }
}

/** The views of each recent interval up to now, oldest first. Intervals that nothing was heard of had none. */
function timeline(buckets: readonly Bucket[], width: number, now: number): readonly number[] {
  const byInterval = new Map(buckets.map((bucket) => [Math.floor(Date.parse(bucket.at) / width), bucket.pageviews]));
  const current = Math.floor(now / width);
  return Array.from({ length: BARS }, (_, index) => byInterval.get(current - BARS + 1 + index) ?? 0);
}

/** One bar per interval, the latest on the right. */
function renderBars(views: readonly number[]) {
  const highest = Math.max(1, ...views);
  return html`<svg
    class="bars"
    viewBox="0 0 ${BARS * BAR_WIDTH} ${HEIGHT}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${views.map((count, index) => {
      const height = count === 0 ? 2 : Math.max(4, (count / highest) * HEIGHT);
      return svg`<rect
        class=${count === 0 ? '' : 'counted'}
        x=${index * BAR_WIDTH + 1} y=${HEIGHT - height} width=${BAR_WIDTH - 2} height=${height} rx="1"
      ></rect>`;
    })}
  </svg>`;
}
