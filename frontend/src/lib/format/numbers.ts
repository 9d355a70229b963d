const LOCALE = 'en-US'

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 })
const short = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 })
const upToTwo = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 })

/** 50000 → "50,000" */
export const count = (value: number) => whole.format(value)

/** 50000 → "50K" */
export const compact = (value: number) => short.format(value)

/** 6.5 → "6.5%" */
export const percent = (value: number) => `${upToTwo.format(value)}%`

/** 1, "task" → "1 task"; 2, "task" → "2 tasks" */
export const plural = (value: number, one: string, many = `${one}s`) =>
  `${count(value)} ${value === 1 ? one : many}`

/** 1900, "USD" → "$19"; 1950 → "$19.50". The amount is in the currency's minor unit. */
export function money(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const amount = amountMinor / 10 ** digits
  if (!Number.isInteger(amount)) return format.format(amount)
  return new Intl.NumberFormat(LOCALE, { style: 'currency', currency, maximumFractionDigits: 0 }).format(
    amount,
  )
}

const SCALES: Record<string, number> = { '': 1, k: 1e3, m: 1e6 }

/** Reads what people type for a count: "50,000", "50 000", "50k", "1.2M". NaN when it is none. */
export function parseCount(text: string): number {
  const typed = text.trim().toLowerCase()
  const scaled = typed.match(/^(\d+(?:\.\d+)?)\s*([km])$/)
  if (scaled) return Math.round(Number(scaled[1]) * (SCALES[scaled[2] ?? ''] ?? 1))
  const digits = typed.replace(/[\s,_'’]/g, '')
  return /^\d+$/.test(digits) ? Number(digits) : Number.NaN
}

/** Reads "6.5", "6,5" and "6.5 %" as hundredths of a percent, halves up: 650; "1.005" → 101. NaN when it is none. */
export function percentHundredths(text: string): number {
  const typed = text.trim().replace(/\s*%$/, '').replace(',', '.')
  const parts = typed.match(/^(\d*)(?:\.(\d+))?$/)
  if (!parts || typed === '') return Number.NaN
  const [, whole = '', fraction = ''] = parts
  const digits = fraction.padEnd(3, '0')
  return Number(`${whole}${digits.slice(0, 2)}`) + (digits.charAt(2) >= '5' ? 1 : 0)
}

/** How many digits the minor unit of a currency has: 2 for USD, 0 for JPY. */
export const minorDigits = (currency: string) =>
  new Intl.NumberFormat(LOCALE, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** -9642, "USD" → "−$96.42": as it stands in the books, with all its digits and a true minus. */
export function exactMoney(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency })
  return format.format(amountMinor / 10 ** minorDigits(currency)).replace('-', '−')
}

/** 1250, "USD" → "12.50": for files, which programs read. */
export const plainMoney = (amountMinor: number, currency: string) =>
  (amountMinor / 10 ** minorDigits(currency)).toFixed(minorDigits(currency))

/** 123400, "USD" → "$1.2K": for the scale of a chart. */
export const shortMoney = (amountMinor: number, currency: string) =>
  new Intl.NumberFormat(LOCALE, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
    minimumFractionDigits: 0,
  })
    .format(amountMinor / 10 ** minorDigits(currency))
    .replace('-', '−')

/** Reads "1,250.50" as minor units: 125050. NaN when it is no amount, or has digits that the currency has not. */
export function parseMoney(text: string, currency: string): number {
  const typed = text.trim().replace(/[\s,'’]/g, '')
  const parts = typed.match(/^(\d{1,12})(?:\.(\d*))?$/)
  const fraction = parts?.[2] ?? ''
  const digits = minorDigits(currency)
  if (!parts || fraction.length > digits) return Number.NaN
  return Number(`${parts[1]}${fraction.padEnd(digits, '0')}`)
}
