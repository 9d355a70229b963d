import type { MetricUnit, PlatformSummary, PlatformTarget, PlatformTile } from '@/lib/api'
import { compact, count, exactMoney, percent, shortMoney } from '@/lib/format'

/** The figures to know at a glance; the others stand in the table below them. */
const HEADLINES = [
  'mrr',
  'active_subscriptions',
  'sign_ups',
  'activated',
  'churn',
  'margin',
  'model_cost',
  'ltv',
]
/** What moved MRR, in the order in which it is told. */
export const MOVEMENTS = ['new', 'expansion', 'reactivation', 'contraction', 'churn'] as const
export type Movement = (typeof MOVEMENTS)[number]

export const movementMetric = (movement: Movement) => `mrr_${movement}`
const MOVED = new Set(MOVEMENTS.map(movementMetric))

export const tileOf = ({ tiles }: PlatformSummary, metric: string | undefined) =>
  tiles.find((tile) => tile.metric === metric)

export const headlines = (summary: PlatformSummary) =>
  HEADLINES.map((metric) => tileOf(summary, metric)).filter((tile) => tile !== undefined)

export const otherTiles = ({ tiles }: PlatformSummary) =>
  tiles.filter(({ metric }) => !HEADLINES.includes(metric) && !MOVED.has(metric))

const E8 = 100_000_000

/** 31_000_000 → "$0.3100": of 10⁻⁸ US dollars; the less it is, the more places it takes to say something. */
export function modelCost(amountE8: number): string {
  const size = Math.abs(amountE8)
  const digits = size === 0 || size >= E8 ? 2 : size >= E8 / 100 ? 4 : 6
  const written = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return written.format(amountE8 / E8).replace('-', '−')
}

/** A value as people read it. */
export function inWords(value: number, unit: MetricUnit, currency: string): string {
  if (unit === 'minor') return exactMoney(value, currency)
  if (unit === 'e8') return modelCost(value)
  return unit === 'percent' ? percent(value).replace('-', '−') : count(value)
}

/** A value as short as can be, for the scale of a chart. */
export function inShort(value: number, unit: MetricUnit, currency: string): string {
  if (unit === 'minor') return shortMoney(value, currency)
  if (unit === 'e8') return shortMoney(value / (E8 / 100), 'USD')
  return unit === 'percent' ? percent(value) : compact(value)
}

export const figureOf = ({ value, unit }: PlatformTile, currency: string) =>
  value === null ? '–' : inWords(value, unit, currency)

/** "$1,088.14"; empty where nothing is known of before. */
export const beforeOf = ({ previous, unit }: PlatformTile, currency: string) =>
  previous === null ? '' : inWords(previous, unit, currency)

/** More of these is no good news, and of those none at all. */
const LESS_IS_BETTER = new Set(['churn', 'revenue_churn', 'churned_subscriptions', 'departures'])
const NEITHER = new Set(['model_cost', 'model_calls', 'mrr_contraction', 'mrr_churn'])

export interface Change {
  arrow: '↑' | '↓' | '='
  percent: string
  mood: 'good' | 'bad' | 'plain'
  sentence: string
}

/** 66.18 → "66%", 4.25 → "4.3%": a change is read at a glance, and the figures stand beside it. */
const roughly = (change: number) =>
  percent(change < 10 ? Math.max(0.1, Math.round(change * 10) / 10) : Math.round(change))

/** How a figure changed since the days before; null where it began at nothing. */
export function changeOf({ metric, change_percent: change }: PlatformTile): Change | null {
  if (change === null) return null
  if (change === 0) return { arrow: '=', percent: '0%', mood: 'plain', sentence: 'as much as before' }
  const isGood = change > 0 !== LESS_IS_BETTER.has(metric)
  const size = roughly(Math.abs(change))
  return {
    arrow: change > 0 ? '↑' : '↓',
    percent: size,
    mood: NEITHER.has(metric) ? 'plain' : isGood ? 'good' : 'bad',
    sentence: `${size} ${change > 0 ? 'more' : 'less'} than before`,
  }
}

/** The one of growth is said beside MRR, whose growth it is. */
export const targetOf = ({ targets }: PlatformSummary, metric: string) =>
  targets.find((target) => target.metric === (metric === 'mrr' ? 'growth' : metric))

/** "On target: under 2%" */
export function targetSentence({ metric, target, unit, at_least, met }: PlatformTarget, currency: string) {
  const aim = inWords(target, unit, currency)
  const what = metric === 'growth' ? `${aim} growth` : aim
  const standing = met === null ? 'Target' : met ? 'On target' : 'Off target'
  return `${standing}: ${at_least ? `${what} or more` : `under ${what}`}`
}

/** Whether nothing at all has been counted in this world yet. */
export const isUntouched = ({ tiles, counted_at }: PlatformSummary) =>
  counted_at === null || tiles.every(({ value, previous }) => !value && !previous)
