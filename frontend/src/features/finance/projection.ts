import type { Projections } from '@/lib/api'
import { today } from '@/lib/ranges'

/** A forecast goes on from today; under a span of the past it would say nothing. */
export const isPresent = (until: string) => until >= today()

const METHODS: Record<string, string> = {
  seasonal_naive: 'each weekday as it was last',
  ets: 'level, trend and weekdays of the last months',
  blend: 'half trend and half the last weeks',
}

/** What the dashed line rests on and how well it has done, or why there is none. */
export function projectionSentence({
  declined,
  method,
  level,
  accuracy,
  status,
  points,
}: Projections): string {
  if (declined) return `No forecast yet: ${declined.reason}`
  if (status === 'pending' && points.length === 0) return 'The forecast is being worked out.'
  const way = method ? ` It goes by ${METHODS[method] ?? method}.` : ''
  const record =
    accuracy && accuracy.scored_days > 0
      ? ` So far ${accuracy.coverage_percent} % of the days lay within the band.`
      : ''
  return `Expected: ${level} of 100 days should lie within the band.${way}${record}`
}
