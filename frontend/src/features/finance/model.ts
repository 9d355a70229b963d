import type {
  FinanceSummary,
  FinanceTile,
  FinanceTileKey,
  LedgerEntry,
  LedgerGrade,
  LedgerKind,
} from '@/lib/api'
import { count, dayInWords, exactMoney, plural } from '@/lib/format'

export const KIND_NAMES: Record<LedgerKind, string> = {
  sale: 'Sale',
  subscription: 'Subscription',
  refund: 'Refund',
  dispute: 'Dispute',
  fee: 'Fee',
  tax: 'Tax',
  payout: 'Payout',
  model_cost: 'Model cost',
  ad_spend: 'Ad spend',
  expense: 'Expense',
}

export const GRADE_NAMES: Record<LedgerGrade, string> = {
  verified: 'verified',
  imported: 'imported',
  estimated: 'estimated',
  simulated: 'sandbox',
}

const GRADE_ORDER: LedgerGrade[] = ['verified', 'imported', 'estimated', 'simulated']

/** "58 verified, 13 imported" */
export const gradesInWords = ({ by_grade }: FinanceTile) =>
  GRADE_ORDER.filter((grade) => by_grade[grade])
    .map((grade) => `${count(by_grade[grade] ?? 0)} ${GRADE_NAMES[grade]}`)
    .join(', ')

/** What an entry's grade means, with where it came from. */
export function gradeSentence({ grade, source, reverses }: LedgerEntry): string {
  if (grade === 'verified')
    return `Verified: read from ${source === 'Model calls' ? 'our own record of calls' : source}.`
  if (grade === 'estimated') return 'Estimated: put right when the real cost is known.'
  if (grade === 'simulated') return 'Sandbox: no money moved. It is counted in no real figure.'
  if (reverses) return 'Imported: a person took an entry back.'
  return source === 'Written down by hand'
    ? 'Imported: a person wrote it down.'
    : 'Imported: from a file that a person chose.'
}

const BEHIND: Record<FinanceTileKey, string> = {
  earned: 'earned',
  fees_and_refunds: 'in fees and refunds',
  models_and_tools: 'for models and tools',
  kept: 'kept',
}

/** "$1,284.00 earned" */
export const tileSentence = ({ key, amount_minor }: FinanceTile, currency: string) =>
  `${exactMoney(amount_minor, currency)} ${BEHIND[key]}`

export interface Change {
  arrow: '↑' | '↓' | '='
  percent: string
  /** Good, bad, or neither: spending more is not bad by itself. */
  mood: 'good' | 'bad' | 'plain'
  sentence: string
}

/** How a figure changed in size since the span before; costs count by what was spent. */
export function changeOf({ key, change_percent, amount_minor, previous_minor }: FinanceTile): Change | null {
  if (change_percent === null) return null
  const isIncome = key === 'earned' || key === 'kept'
  const change = isIncome ? change_percent : -change_percent
  const worth = isIncome ? amount_minor - previous_minor : 0
  const size = `${count(Math.abs(change))}%`
  if (change === 0) return { arrow: '=', percent: '0%', mood: 'plain', sentence: 'as much as before' }
  return {
    arrow: change > 0 ? '↑' : '↓',
    percent: size,
    mood: worth > 0 ? 'good' : worth < 0 ? 'bad' : 'plain',
    sentence: `${size} ${change > 0 ? 'more' : 'less'} than before`,
  }
}

export const tileOf = ({ tiles }: FinanceSummary, key: FinanceTileKey) =>
  tiles.find((tile) => tile.key === key)

export const isEmpty = ({ tiles, left_out }: FinanceSummary) =>
  left_out.length === 0 && tiles.every(({ entries, previous_minor }) => entries === 0 && previous_minor === 0)

/** What the chart shows, in a sentence. */
export function chartSentence({ daily, currency }: FinanceSummary): string {
  const earning = daily.filter(({ earned_minor }) => earned_minor > 0)
  const best = earning.reduce<(typeof daily)[number] | null>(
    (most, day) => (most && most.earned_minor >= day.earned_minor ? most : day),
    null,
  )
  if (!best) return `Nothing was earned on these ${plural(daily.length, 'day')}.`
  return `Something came in on ${count(earning.length)} of ${plural(daily.length, 'day')}; most on ${dayInWords(best.day)}: ${exactMoney(best.earned_minor, currency)}.`
}

/** JSON with line breaks; anything else as it came. */
export function prettyReceipt(raw: string, mediaType: string): string {
  if (!mediaType.includes('json')) return raw
  try {
    return JSON.stringify(JSON.parse(raw), null, 2)
  } catch {
    return raw
  }
}

/** The usual currencies, those of the books first. */
export const currencyChoices = (used: readonly string[]) => [
  ...new Set([
    ...used,
    'USD',
    'EUR',
    'GBP',
    'JPY',
    'CAD',
    'AUD',
    'CHF',
    'SEK',
    'NOK',
    'DKK',
    'PLN',
    'BRL',
    'INR',
  ]),
]
