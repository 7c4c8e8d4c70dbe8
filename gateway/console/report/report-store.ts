import type { RestClient } from '@tidings/client';
import { explain } from '../app/notices';
import { Store } from '../app/store';
import type { Breakdown, Days, Dimension, Filter, Funnel, Overview, SavedFunnel, Series } from './model';

const SITE = 'default';
const ROWS = 12;
const DAY_MS = 86_400_000;

interface State {
  readonly days: Days;
  readonly filters: readonly Filter[];
  readonly dimension: Dimension;
  /** `undefined` until loaded. */
  readonly overview: Overview | undefined;
  readonly series: Series | undefined;
  readonly breakdown: Breakdown | undefined;
  /** `undefined` until somebody asks for one. */
  readonly funnel: Funnel | undefined;
  /** `undefined` until loaded. */
  readonly savedFunnels: readonly SavedFunnel[] | undefined;
  readonly failure: string | undefined;
}

/** The reports of the console's own site, on the reader's clock. */
export class ReportStore extends Store<State> {
  readonly #rest: RestClient;
  /** Counts what is asked for, so that an answer that comes too late is not shown. */
  #asked = 0;

  constructor(rest: RestClient) {
    super({
      days: 7,
      filters: [],
      dimension: 'page',
      overview: undefined,
      series: undefined,
      breakdown: undefined,
      funnel: undefined,
      savedFunnels: undefined,
      failure: undefined,
    });
    this.#rest = rest;
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const [overview, series, breakdown, savedFunnels] = await Promise.all([
        this.#get<Overview>('overview', { compare: 'previous' }),
        this.#get<Series>('timeseries'),
        // Pages that were read; by page, a breakdown has those too on which something else happened.
        this.state.dimension === 'page'
          ? this.#get<Breakdown>('pages', { limit: ROWS })
          : this.#get<Breakdown>('breakdown', { dimension: this.state.dimension, limit: ROWS }),
        this.#rest.get<readonly SavedFunnel[]>('/api/analytics/funnels', { site: SITE }),
      ]);
      if (asked === this.#asked) {
        this.update({ overview, series, breakdown, savedFunnels, failure: undefined });
      }
    } catch (error) {
      if (asked === this.#asked) {
        this.update({ failure: explain(error) });
      }
    }
  }

  look(days: Days): Promise<void> {
    this.update({ days, funnel: undefined });
    return this.load();
  }

  breakDown(dimension: Dimension): Promise<void> {
    this.update({ dimension, breakdown: undefined });
    return this.load();
  }

  /** Counts only what has the value. */
  filter(filter: Filter): Promise<void> {
    const others = this.state.filters.filter((each) => each.dimension !== filter.dimension);
    this.update({ filters: [...others, filter] });
    return this.load();
  }

  withoutFilter(filter: Filter): Promise<void> {
    this.update({ filters: this.state.filters.filter((each) => each !== filter) });
    return this.load();
  }

  /** Throws what the server says about the steps. */
  async countFunnel(steps: readonly string[]): Promise<void> {
    const parameters = new URLSearchParams(steps.map((step) => ['step', step]));
    this.update({ funnel: await this.#rest.get<Funnel>(`/api/analytics/funnel?${parameters}`, this.#period()) });
  }

  /** Saves the steps under a name; throws what the server says about them. */
  async saveFunnel(name: string, steps: readonly string[]): Promise<void> {
    const saved = this.state.savedFunnels ?? [];
    const same = saved.find((each) => each.name === name);
    const body = { site: SITE, name, steps };
    const funnel =
      same === undefined
        ? await this.#rest.post<SavedFunnel>('/api/analytics/funnels', body)
        : await this.#rest.put<SavedFunnel>(`/api/analytics/funnels/${same.id}`, body);
    const others = saved.filter((each) => each !== same);
    this.update({ savedFunnels: [...others, funnel].sort((one, other) => one.name.localeCompare(other.name)) });
  }

  async deleteFunnel(funnel: SavedFunnel): Promise<void> {
    await this.#rest.delete(`/api/analytics/funnels/${funnel.id}`);
    this.update({ savedFunnels: this.state.savedFunnels?.filter((each) => each.id !== funnel.id) });
  }

  #get<T>(report: string, query: Record<string, string | number> = {}): Promise<T> {
    const filters = this.state.filters.map(({ dimension, value }) => [
      'filter',
      `${dimension}:is:${value.replaceAll('|', '\\|')}`,
    ]);
    const parameters = filters.length === 0 ? '' : `?${new URLSearchParams(filters)}`;
    return this.#rest.get<T>(`/api/analytics/${report}${parameters}`, { ...this.#period(), ...query });
  }

  #period(): Record<string, string> {
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const first = new Date(Date.now() - (this.state.days - 1) * DAY_MS);
    return { site: SITE, timezone, from: localDate(first), to: localDate(new Date()) };
  }
}

/** `2026-03-01` on the reader's clock. */
function localDate(time: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}
