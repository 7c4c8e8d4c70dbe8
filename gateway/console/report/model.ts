/** A number of visitors: exact, or an estimate with its bounds. */
export interface Uniques {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

export interface Metrics {
  readonly visitors: Uniques;
  readonly visits: number;
  readonly pageviews: number;
  readonly events: number;
  readonly bounceRate?: number;
  readonly averageVisitMs?: number;
  /** In percent. */
  readonly scrollDepth?: number;
  readonly revenue?: readonly Money[];
}

export interface Money {
  readonly currency: string;
  readonly amount: number;
}

export interface Overview {
  readonly metrics: Metrics;
  readonly comparison?: Overview;
}

export interface Point {
  readonly at: string;
  readonly metrics: Metrics;
}

export interface Series {
  readonly interval: 'hour' | 'day' | 'week' | 'month';
  readonly points: readonly Point[];
}

export interface Breakdown {
  readonly dimension: string;
  readonly rows: readonly { readonly value: string; readonly metrics: Metrics }[];
  readonly more: number;
}

export interface FunnelStep {
  readonly step: string;
  readonly visitors: number;
  readonly dropped: number;
  readonly rate?: number;
}

export interface Funnel {
  readonly steps: readonly FunnelStep[];
  readonly conversionRate?: number;
}

/** A funnel that the site looks at again and again. */
export interface SavedFunnel {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly string[];
}

export interface Filter {
  readonly dimension: string;
  readonly value: string;
}

/** What is looked at by default, and what people call it. */
export const DIMENSIONS = {
  page: 'Pages',
  'entry-page': 'Entry pages',
  'exit-page': 'Exit pages',
  source: 'Sources',
  channel: 'Channels',
  'utm-campaign': 'Campaigns',
  country: 'Countries',
  city: 'Cities',
  browser: 'Browsers',
  os: 'Systems',
  device: 'Devices',
  language: 'Languages',
  event: 'Events',
} as const;

export type Dimension = keyof typeof DIMENSIONS;

/** How many days a report goes back. */
export const PERIODS = { 1: 'Today', 7: '7 days', 30: '30 days', 90: '90 days' } as const;

export type Days = keyof typeof PERIODS;
