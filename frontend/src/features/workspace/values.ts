import type { DecisionCategory, DecisionInput, DecisionValue } from '@/lib/api'

/** A decision as the dialog's fields hold it: strings as typed, checked only when it is saved. */

export const PERIODS = {
  week: 'a week',
  month: 'a month',
  quarter: 'a quarter',
  year: 'a year',
  once: 'once',
} as const
export const CADENCES = {
  daily: 'Daily',
  twice_weekly: 'Twice a week',
  weekly: 'Weekly',
  biweekly: 'Every two weeks',
  monthly: 'Monthly',
  quarterly: 'Every quarter',
  '': 'No fixed rhythm',
} as const
export const CURRENCIES = [
  'USD',
  'EUR',
  'GBP',
  'CAD',
  'AUD',
  'CHF',
  'SEK',
  'INR',
  'BRL',
  'MXN',
  'JPY',
] as const
export const MOST_TIERS = 6

export interface Fields {
  platform: string
  amount: string
  currency: string
  period: string
  tiers: { name: string; amount: string }[]
  date: string
  weeks: string
  timing: 'date' | 'weeks'
  formats: string
  cadence: string
}

export const BLANK: Fields = {
  platform: '',
  amount: '',
  currency: 'USD',
  period: 'month',
  tiers: [{ name: 'Member', amount: '' }],
  date: '',
  weeks: '',
  timing: 'date',
  formats: '',
  cadence: 'weekly',
}

/** Either the canonical value, or the sentence that says what is missing. */
export type Reading = { value: DecisionValue } | { problem: string }

export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** "19" or "19,50" in whole minor units of the currency; null when it is no positive amount in it. */
export function toMinor(amount: string, currency: string): number | null {
  const digits = digitsOf(currency)
  const parts = amount
    .trim()
    .replace(',', '.')
    .match(/^(\d{1,9})(?:\.(\d+))?$/)
  if (!parts || (parts[2]?.length ?? 0) > digits) return null
  const minor = Number(`${parts[1]}${(parts[2] ?? '').padEnd(digits, '0')}`)
  return minor > 0 ? minor : null
}

/** The opposite of `toMinor`, without needless zeros. */
export function fromMinor(minor: number, currency: string): string {
  const digits = digitsOf(currency)
  const padded = String(minor).padStart(digits + 1, '0')
  const whole = padded.slice(0, padded.length - digits)
  const rest = padded.slice(padded.length - digits)
  return digits === 0 || Number(rest) === 0 ? whole : `${whole}.${rest}`
}

/** "Mighty Networks" → "mighty_networks" */
export const slugOf = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')

const wordsOf = (slug: string) => slug.replaceAll('_', ' ')

function readPlatform({ platform }: Fields): Reading {
  const slug = slugOf(platform)
  return slug ? { value: slug } : { problem: 'Name the place.' }
}

function readPricing({ amount, currency, period }: Fields): Reading {
  const amount_minor = toMinor(amount, currency)
  if (amount_minor === null) return { problem: 'Enter an amount above zero, such as 19 or 19.50.' }
  return { value: { amount_minor, currency, period } as DecisionValue }
}

function readStructure({ tiers, currency }: Fields): Reading {
  if (tiers.some(({ name }) => !name.trim())) return { problem: 'Give every tier a name.' }
  const priced = tiers.map(({ name, amount }) => ({
    name: name.trim(),
    amount_minor: amount.trim() ? toMinor(amount, currency) : null,
    isWrong: Boolean(amount.trim()) && toMinor(amount, currency) === null,
  }))
  if (priced.some(({ isWrong }) => isWrong))
    return { problem: 'Enter each price as an amount, such as 19, or leave it empty.' }
  return { value: { tiers: priced.map(({ name, amount_minor }) => ({ name, amount_minor })) } }
}

function readTimeline({ timing, date, weeks }: Fields): Reading {
  if (timing === 'date') return date ? { value: date } : { problem: 'Choose a day.' }
  const count = Number(weeks)
  const isCount = Number.isInteger(count) && count >= 1 && count <= 104
  return isCount ? { value: `P${count}W` } : { problem: 'Enter a number of weeks from 1 to 104.' }
}

function readContent({ formats, cadence }: Fields): Reading {
  const slugs = [...new Set(formats.split(',').map(slugOf).filter(Boolean))]
  if (slugs.length === 0) return { problem: 'Name at least one thing members get.' }
  return { value: { formats: slugs, cadence: cadence || null } as DecisionValue }
}

const READERS: Record<DecisionCategory, (fields: Fields) => Reading> = {
  platform: readPlatform,
  pricing: readPricing,
  structure: readStructure,
  timeline: readTimeline,
  content: readContent,
}

export const readValue = (category: DecisionCategory, fields: Fields): Reading => READERS[category](fields)

/** The fields filled in from a value that stands or is recommended. */
export function fieldsFrom(value: DecisionValue | undefined, currency = 'USD'): Fields {
  const blank = { ...BLANK, currency }
  if (value === undefined) return blank
  if (typeof value === 'string') return fromText(value, blank)
  if ('period' in value) {
    const { amount_minor, currency: own, period } = value
    return { ...blank, amount: fromMinor(amount_minor, own), currency: own, period }
  }
  if ('tiers' in value) {
    const amountOf = (minor: number | null | undefined) => (minor == null ? '' : fromMinor(minor, currency))
    return {
      ...blank,
      tiers: value.tiers.map(({ name, amount_minor }) => ({ name, amount: amountOf(amount_minor) })),
    }
  }
  return { ...blank, formats: value.formats.map(wordsOf).join(', '), cadence: value.cadence ?? '' }
}

/** A platform and a point in time are both plain text: their shapes tell them apart. */
function fromText(value: string, blank: Fields): Fields {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return { ...blank, date: value, timing: 'date' }
  const duration = value.match(/^P(\d+)([DWM])$/)
  if (!duration) return { ...blank, platform: wordsOf(value) }
  const weeksPer = { D: 1 / 7, W: 1, M: 52 / 12 }[duration[2] as 'D' | 'W' | 'M']
  return { ...blank, weeks: String(Math.max(1, Math.round(Number(duration[1]) * weeksPer))), timing: 'weeks' }
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined)
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, ordered(inner)])
}

/** The same decision, whatever the order of its keys; a missing amount is the same as none. */
export const isSameValue = (one: DecisionValue, other: DecisionValue) =>
  JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))

export const inputFor = (
  category: DecisionCategory,
  value: DecisionValue,
  rationale: string,
): DecisionInput => ({
  category,
  value,
  ...(rationale.trim() ? { rationale: rationale.trim() } : {}),
})
