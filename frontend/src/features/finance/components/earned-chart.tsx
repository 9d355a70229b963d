import { useQuery } from '@tanstack/react-query'
import { Chart, type Forecast } from '@/components/charts'
import { Card } from '@/components/ui'
import type { FinanceSummary, Projections } from '@/lib/api'
import { dayInShort, dayInWords, exactMoney, plainMoney, shortMoney } from '@/lib/format'
import { projectionsQuery } from '../api'
import { chartSentence } from '../model'
import { isPresent, projectionSentence } from '../projection'

const COLUMNS = [{ key: 'earned', label: 'Earned' }]

interface EarnedChartProps {
  summary: FinanceSummary
  workspace: string | undefined
}

export function EarnedChart({ summary, workspace }: EarnedChartProps) {
  const { currency, daily, since, until, world } = summary
  const { data: projections } = useQuery({
    ...projectionsQuery({ metric: 'earned', world, currency, ...(workspace ? { workspace } : {}) }),
    enabled: isPresent(until),
  })
  return (
    <Card className="min-w-0 px-5 pt-5 pb-3.5">
      <Chart
        title="Earned, day by day"
        summary={chartSentence(summary)}
        data={daily.map(({ day, earned_minor }) => ({ at: day, earned: earned_minor }))}
        columns={COLUMNS}
        kind="area"
        forecast={expected(projections, until)}
        format={(minor) => exactMoney(minor, currency)}
        formatShort={(minor) => shortMoney(minor, currency)}
        formatPlain={(minor) => plainMoney(minor, currency)}
        formatAt={dayInWords}
        formatAtShort={dayInShort}
        fileName={`earned-${currency.toLowerCase()}-${since}-to-${until}`}
      />
      {projections ? (
        <p className="num mt-2 mb-1.5 text-[13.5px] text-ink-3">{projectionSentence(projections)}</p>
      ) : null}
    </Card>
  )
}

const expected = (projections: Projections | undefined, until: string): Forecast | undefined => {
  const points = projections?.points.filter(({ day }) => day > until) ?? []
  if (!projections || points.length === 0) return undefined
  return {
    of: 'earned',
    level: projections.level,
    points: points.map(({ day, value_minor, low_minor, high_minor }) => ({
      at: day,
      value: value_minor,
      low: low_minor,
      high: high_minor,
    })),
  }
}
