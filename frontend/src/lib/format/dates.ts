const LOCALE = 'en-GB'

const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' })
const time = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' })

/** A plain date ("2026-12-15") is that day wherever one is, so it is not read as midnight in London. */
function parse(value: string | Date): Date {
  if (value instanceof Date) return value
  const plain = value.match(/^(\d{4})-(\d{2})-(\d{2})$/)
  return plain ? new Date(Number(plain[1]), Number(plain[2]) - 1, Number(plain[3])) : new Date(value)
}

/** "15 December 2026" */
export const dayInWords = (value: string | Date) => day.format(parse(value))

/** "14:02", in the reader's own zone */
export const timeOfDay = (value: string | Date) => time.format(parse(value))

/** "2026-12-15", in the reader's own zone */
export function isoDay(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** "Today", "Yesterday", else the day in words */
export function relativeDay(value: string | Date, now = new Date()): string {
  const then = isoDay(parse(value))
  const yesterday = new Date(now)
  yesterday.setDate(now.getDate() - 1)
  if (then === isoDay(now)) return 'Today'
  return then === isoDay(yesterday) ? 'Yesterday' : dayInWords(value)
}
