/** Days are the books' own, in UTC. */
export interface Span {
  since: string
  until: string
}

export const PRESETS = ['this-month', 'last-month', 'last-30', 'last-90', 'this-year', 'last-year'] as const
export type Preset = (typeof PRESETS)[number]

export const PRESET_NAMES: Record<Preset, string> = {
  'this-month': 'This month',
  'last-month': 'Last month',
  'last-30': 'Last 30 days',
  'last-90': 'Last 90 days',
  'this-year': 'This year',
  'last-year': 'Last year',
}

const DAY = 24 * 3600_000
const iso = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The days a preset means on `today` ("2026-11-20"). */
export function spanOf(preset: Preset, today: string): Span {
  const [year = 0, month = 0] = today.split('-').map(Number)
  const back = (days: number) => ({ since: iso(Date.parse(today) - (days - 1) * DAY), until: today })
  switch (preset) {
    case 'this-month':
      return { since: `${today.slice(0, 8)}01`, until: today }
    case 'last-month':
      return { since: iso(Date.UTC(year, month - 2, 1)), until: iso(Date.UTC(year, month - 1, 0)) }
    case 'last-30':
      return back(30)
    case 'last-90':
      return back(90)
    case 'this-year':
      return { since: `${year}-01-01`, until: today }
    case 'last-year':
      return { since: `${year - 1}-01-01`, until: `${year - 1}-12-31` }
  }
}

/** Today by the books' clock. */
export const today = () => new Date().toISOString().slice(0, 10)
