import { RequestError, type RestClient, type TidingsClient } from '@tidings/client';
import { CatchUp } from '../app/catch-up';
import { explain } from '../app/notices';
import { reloadOn } from '../app/reload';
import { Store } from '../app/store';

/** What a site counted in one short interval; `at` is when the interval began. */
export interface Bucket {
  readonly at: string;
  readonly pageviews: number;
  readonly visitors: number;
}

/** Sums of the present UTC day. */
export interface Totals {
  readonly pageviews: number;
  readonly visitors: number;
}

interface Snapshot {
  readonly bucketSeconds: number;
  readonly buckets: readonly Bucket[];
  readonly currentVisitors: number;
  readonly totals: Totals;
}

interface MetricsUpdate extends Bucket {
  readonly site: string;
  readonly bucketSeconds: number;
  readonly currentVisitors: number;
  readonly totals: Totals;
}

interface State {
  /** Intervals in which something happened, oldest first. */
  readonly buckets: readonly Bucket[];
  readonly bucketSeconds: number;
  /** Different visitors of the last five minutes. */
  readonly currentVisitors: number;
  /** `undefined` until loaded. */
  readonly totals: Totals | undefined;
  /** Why there are no live figures. */
  readonly failure: string | undefined;
}

const CHANNEL = 'dashboard:live';
const SITE = 'default';

/** How many intervals are kept; more than are shown. */
const KEPT = 60;

/** Live page views of the console's own site. The console counts itself as one. */
export class MetricsStore extends Store<State> {
  readonly #rest: RestClient;
  readonly #client: TidingsClient;
  readonly #catchUp = new CatchUp();

  constructor(rest: RestClient, client: TidingsClient) {
    super({ buckets: [], bucketSeconds: 5, currentVisitors: 0, totals: undefined, failure: undefined });
    this.#rest = rest;
    this.#client = client;
    client.on<MetricsUpdate>('METRICS_UPDATE', (update) => this.#catchUp.event(() => this.#counted(update)));
    reloadOn(client, (channel) => channel === CHANNEL, () => this.load());
  }

  /** Watches the figures from now on, and counts this visit. */
  async start(): Promise<void> {
    try {
      await this.#client.subscribe(CHANNEL).ready;
      await this.recordPageView();
    } catch (error) {
      const refused = error instanceof RequestError;
      this.update({ failure: refused ? 'You are not allowed to watch live figures.' : explain(error) });
    }
  }

  async load(): Promise<void> {
    try {
      await this.#catchUp.load(
        () => this.#rest.get<Snapshot>('/api/analytics/live', { site: SITE }),
        ({ buckets, bucketSeconds, currentVisitors, totals }) =>
          this.update({ buckets: buckets.slice(-KEPT), bucketSeconds, currentVisitors, totals, failure: undefined }),
      );
    } catch (error) {
      this.update({ failure: explain(error) });
    }
  }

  /** Posts a view of this page, as the tracker of a web site would. */
  recordPageView(): Promise<void> {
    return this.#rest.post('/api/analytics/pageview', {
      site: SITE,
      pageUrl: location.origin + location.pathname,
      pageTitle: 'Tidings',
      referrer: document.referrer,
    });
  }

  /** An update replaces what was known of its interval. */
  #counted({ site, at, pageviews, visitors, bucketSeconds, currentVisitors, totals }: MetricsUpdate): void {
    if (site === SITE) {
      const others = this.state.buckets.filter((bucket) => bucket.at !== at);
      const buckets = [...others, { at, pageviews, visitors }].sort((one, other) => (one.at < other.at ? -1 : 1));
      this.update({ buckets: buckets.slice(-KEPT), bucketSeconds, currentVisitors, totals, failure: undefined });
    }
  }
}
