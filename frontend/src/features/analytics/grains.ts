import { dayInShort, dayInWords } from '@/lib/format'

export type Grain = 'day' | 'week' | 'month'

const long = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const short = new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' })

/** "20 November 2026", "November 2026" */
export const periodInWords = (grain: Grain) => (day: string) =>
  grain === 'month' ? long.format(new Date(day)) : dayInWords(day)

/** "20 Nov", "Nov 26" */
export const periodInShort = (grain: Grain) => (day: string) =>
  grain === 'month' ? short.format(new Date(day)) : dayInShort(day)

const shortDate = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: '2-digit',
  timeZone: 'UTC',
})

/** "24 Aug 26" for the week that begins then, "August 2026" for a month */
export const cohortName = (grain: Grain, day: string) =>
  (grain === 'month' ? long : shortDate).format(new Date(day))

const WEEK_MS = 7 * 24 * 3600_000

/** How many periods after its first one a cohort's period lies. */
export function age(cohort: string, period: string, grain: 'week' | 'month'): number {
  if (grain === 'week') return Math.round((Date.parse(period) - Date.parse(cohort)) / WEEK_MS)
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  return months(period) - months(cohort)
}
