import { Chart } from '@/components/charts'
import { Card, NativeSelect } from '@/components/ui'
import type { ChartLine, PlatformSummary } from '@/lib/api'
import { dayInShort, dayInWords, plainMoney } from '@/lib/format'
import { inShort, inWords, tileOf } from '../model'
import { SECTIONS } from '../sections'
import { isEmptyLine, lineOf, lineSentence } from '../series'
import { Nothing } from './block'

interface OverTimeProps {
  summary: PlatformSummary
  chosen: string | undefined
  onChoose: (metric: string) => void
}

/** One figure at a time, day by day. */
export function OverTime({ summary, chosen, onChoose }: OverTimeProps) {
  const line = lineOf(summary, chosen)
  if (!line) return null
  return (
    <section id="time" aria-label={SECTIONS.time} className="min-w-0 scroll-mt-4">
      <Card className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-5 pb-3.5 sm:px-5">
        <div className="w-fit max-w-full">
          <NativeSelect
            aria-label="Figure over time"
            value={line.metric}
            onChange={({ target }) => onChoose(target.value)}
          >
            {summary.charts.series.map(({ metric, label }) => (
              <option key={metric} value={metric}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </div>
        {isEmptyLine(line) ? (
          <>
            <h2 className="text-[19px]">{titleOf(line)}</h2>
            <Nothing>Nothing on these days. The line begins with the first that is counted.</Nothing>
          </>
        ) : (
          <LineChart summary={summary} line={line} />
        )}
      </Card>
    </section>
  )
}

const titleOf = ({ label }: ChartLine) => `${label}, day by day`

function LineChart({ summary, line }: { summary: PlatformSummary; line: ChartLine }) {
  const { currency, charts, since, until, world } = summary
  const { metric, label, unit, values } = line
  const isFlow = tileOf(summary, metric)?.form !== 'stock' && unit !== 'percent'
  return (
    <Chart
      title={titleOf(line)}
      summary={lineSentence(summary, line)}
      data={charts.days.map((at, index) => ({ at, value: values[index] ?? null }))}
      columns={[{ key: 'value', label }]}
      kind={isFlow ? 'area' : 'line'}
      format={(value) => inWords(value, unit, currency)}
      formatShort={(value) => inShort(value, unit, currency)}
      formatPlain={(value) => plain(value, unit, currency)}
      formatAt={dayInWords}
      formatAtShort={dayInShort}
      fileName={`${metric.replaceAll('_', '-')}-${world}-${since}-to-${until}`}
    />
  )
}

/** For files: money in its major unit, all eight places of a cost. */
function plain(value: number, unit: ChartLine['unit'], currency: string): string {
  if (unit === 'minor') return plainMoney(value, currency)
  return unit === 'e8' ? (value / 100_000_000).toFixed(8) : String(value)
}
