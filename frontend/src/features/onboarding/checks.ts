import { isPlatform } from '@/lib/api'
import { count, isoDay, parseCount, percentHundredths } from '@/lib/format'
import { MAX_FOLLOWERS } from './estimate'

/** Each says in a sentence what an answer still needs, or nothing. The steps and the editor share them. */
type Check = (typed: string) => string | undefined

export const NICHE_LIMIT = 120
export const NAME_LIMIT = 120
const FURTHEST_DAYS = 730

export const checkPlatform: Check = (typed) =>
  isPlatform(typed) ? undefined : 'Please choose where most of your people are.'

export const checkFollowers: Check = (typed) => {
  const number = parseCount(typed)
  if (Number.isNaN(number)) return 'Please write a whole number, such as 50,000 or 50k.'
  return number > MAX_FOLLOWERS ? `Please write at most ${count(MAX_FOLLOWERS)}.` : undefined
}

export const checkEngagement: Check = (typed) => {
  const hundredths = percentHundredths(typed)
  if (Number.isNaN(hundredths)) return 'Please write a number, such as 6.5.'
  return hundredths > 10_000 ? 'A rate cannot be more than 100%.' : undefined
}

export const checkNiche: Check = (typed) => {
  const { length } = typed.trim()
  if (length < 2) return 'Please say in a few words what you make.'
  return length > NICHE_LIMIT ? `Please keep it to ${NICHE_LIMIT} characters.` : undefined
}

export const checkName: Check = (typed) =>
  typed.trim().length > NAME_LIMIT ? `Please keep it to ${NAME_LIMIT} characters.` : undefined

export const checkDate: Check = (typed) => {
  if (typed === '') return undefined
  if (typed < daysAhead(1)) return 'Please choose a day after today.'
  return typed > daysAhead(FURTHEST_DAYS) ? 'Please choose a day within two years.' : undefined
}

/** The ISO date so many days from today. */
export function daysAhead(days: number): string {
  const date = new Date()
  date.setDate(date.getDate() + days)
  return isoDay(date)
}

/** "6 weeks from now", "10 days from now", "tomorrow" */
export function awayInWords(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const now = new Date()
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  const days = Math.round((Date.UTC(year, month - 1, day) - today) / 86_400_000)
  if (days === 1) return 'tomorrow'
  return days % 7 === 0 && days > 7 ? `${days / 7} weeks from now` : `${days} days from now`
}
