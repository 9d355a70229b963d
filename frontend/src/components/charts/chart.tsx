import { ChartColumn as ChartIcon, Download, Table2 } from 'lucide-react'
import { lazy, Suspense, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { ChartTable } from './chart-table'
import { asCsv, saveText } from './csv'
import { tabled } from './series'
import { COLOURS, colourOf } from './tones'
import type { ChartProps } from './types'

const Plot = lazy(() => import('./plot'))

/**
 * Figures over time or steps, three ways: drawn, as a table, and as a CSV file. Give it a summary sentence, the rows
 * and the columns; the rest of `ChartProps` says how values are written. It fills its container and names itself.
 */
export function Chart(props: ChartProps) {
  const { title, summary, fileName } = props
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  return (
    <figure aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`} className="grid gap-3">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1.5">
        <h2 id={`${id}-title`} className="text-[19px]">
          {title}
        </h2>
        <Legend {...props} />
        <p id={`${id}-summary`} className="num w-full text-[14px] text-ink-2">
          {summary}
        </p>
      </figcaption>
      {asTable ? (
        <ChartTable {...props} />
      ) : (
        <div className="h-[250px] min-w-0">
          <Suspense fallback={<Skeleton className="h-full rounded" />}>
            <Plot {...props} />
          </Suspense>
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant="quiet" size="s" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? <ChartIcon aria-hidden /> : <Table2 aria-hidden />}
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
        <Button variant="quiet" size="s" onClick={() => saveText(csvOf(props), `${fileName}.csv`)}>
          <Download aria-hidden /> Download CSV
        </Button>
      </div>
    </figure>
  )
}

function csvOf(props: ChartProps): string {
  const { rows, columns } = tabled(props)
  return asCsv(rows, columns, { atLabel: props.atLabel ?? 'Day', plain: props.formatPlain ?? String })
}

function Legend({ columns, forecast, kind }: ChartProps) {
  if (columns.length === 1 && !forecast) return null
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-5 gap-y-1 text-[13px] text-ink-2">
      {columns.map(({ key, label, tone }, index) => (
        <li key={key} className="flex items-center gap-2">
          <span
            aria-hidden
            className={kind === 'bars' ? 'size-2.5 rounded-[2px]' : 'h-[2.5px] w-[18px]'}
            style={{ background: colourOf(tone, index) }}
          />
          {label}
        </li>
      ))}
      {forecast ? (
        <li className="flex items-center gap-2">
          <span
            aria-hidden
            className="w-[18px] border-t-[2.5px] border-dashed"
            style={{ borderColor: COLOURS.vermilion }}
          />
          expected, {forecast.level}% band
        </li>
      ) : null}
    </ul>
  )
}
