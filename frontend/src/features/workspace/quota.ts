import { plural, timeOfDay } from '@/lib/format'

/** `null` is unlimited. */
export const isUsedUp = (left: number | null): boolean => left !== null && left <= 0

function untilWords(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000))
  return minutes < 60 ? plural(minutes, 'minute') : plural(Math.round(minutes / 60), 'hour')
}

/** "at 00:00, in 9 hours", in the reader's own zone */
export function resetInWords(resetsAt: string | null, now = Date.now()): string {
  if (!resetsAt) return 'tomorrow'
  return `at ${timeOfDay(resetsAt)}, in ${untilWords(Date.parse(resetsAt) - now)}`
}
