import type { ChartLine, PlatformSummary } from '@/lib/api'
import { dayInWords } from '@/lib/format'
import { inWords, tileOf } from './model'

export const lineOf = ({ charts: { series } }: PlatformSummary, metric: string | undefined) =>
  series.find((line) => line.metric === metric) ?? series.find((line) => line.metric === 'mrr') ?? series[0]

interface Point {
  day: string
  value: number
}

const known = ({ values }: ChartLine, days: readonly string[]): Point[] =>
  days.flatMap((day, index) => {
    const value = values[index]
    return typeof value === 'number' ? [{ day, value }] : []
  })

export const isEmptyLine = ({ values }: ChartLine) => values.every((value) => !value)

/** What a chart shows, in a sentence; sums are the server's. */
export function lineSentence(summary: PlatformSummary, line: ChartLine): string {
  const { currency, charts } = summary
  const points = known(line, charts.days)
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || isEmptyLine(line)) return 'Nothing on these days.'
  const say = ({ day, value }: Point) => `${inWords(value, line.unit, currency)} on ${dayInWords(day)}`
  const most = points.reduce((best, point) => (point.value > best.value ? point : best))
  const tile = tileOf(summary, line.metric)
  if (tile?.form === 'stock') return `${say(first)}, ${say(last)}.`
  if (line.unit === 'percent') {
    const least = points.reduce((worst, point) => (point.value < worst.value ? point : worst))
    return `Best ${say(most)}, worst ${say(least)}.`
  }
  const all =
    typeof tile?.value === 'number' ? `${inWords(tile.value, line.unit, currency)} in all; most ` : 'Most '
  return `${all}${say(most)}.`
}
