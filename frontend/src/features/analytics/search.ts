import type { MoneyWorld } from '@/lib/api'
import { PRESETS, type Preset, type Span, spanOf, today } from '@/lib/ranges'

/** What is looked at, as it stands in the address; everything that is missing is the usual. */
export interface AnalyticsSearch {
  range?: Preset
  /** Of one's own choice, in place of a range. */
  since?: string
  until?: string
  world?: MoneyWorld
  currency?: string
  /** Which figure is drawn over time. */
  chart?: string
  /** Whose rows are open. */
  metric?: string
}

const WORLDS = ['real', 'simulated'] as const satisfies MoneyWorld[]
const DATE = /^\d{4}-\d{2}-\d{2}$/
const METRIC = /^[a-z_]{1,40}$/

const oneOf = <Value extends string>(values: readonly Value[], value: unknown) =>
  values.find((known) => known === value)
const matching = (pattern: RegExp, value: unknown) =>
  typeof value === 'string' && pattern.test(value) ? value : undefined

/** Takes from an address what this page knows; the rest is dropped. */
export function readSearch(search: Record<string, unknown>): AnalyticsSearch {
  const since = matching(DATE, search.since)
  const until = matching(DATE, search.until)
  const own = since && until && since <= until ? { since, until } : {}
  const found = {
    ...own,
    range: oneOf(PRESETS, search.range),
    world: oneOf(WORLDS, search.world),
    currency: matching(/^[A-Z]{3}$/, search.currency),
    chart: matching(METRIC, search.chart),
    metric: matching(METRIC, search.metric),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

export const USUAL_RANGE: Preset = 'last-30'

export function spanIn({ since, until, range = USUAL_RANGE }: AnalyticsSearch): Span {
  return since && until ? { since, until } : spanOf(range, today())
}

/** The part of the address that the server is asked with. */
export function lookOf(search: AnalyticsSearch) {
  const { world, currency } = search
  return { ...spanIn(search), ...(world ? { world } : {}), ...(currency ? { currency } : {}) }
}

export type Look = ReturnType<typeof lookOf>
export type ChangeSearch = (change: Partial<Record<keyof AnalyticsSearch, unknown>>) => void
