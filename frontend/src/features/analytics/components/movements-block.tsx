import { Chart, type ChartColumn } from '@/components/charts'
import { Card, cn } from '@/components/ui'
import type { PlatformSummary } from '@/lib/api'
import { exactMoney, plainMoney, shortMoney } from '@/lib/format'
import { periodInShort, periodInWords } from '../grains'
import { MOVEMENTS, movementMetric, tileOf } from '../model'
import type { Look } from '../search'
import { SECTIONS } from '../sections'
import { CsvLink, Nothing } from './block'

const COLUMNS: ChartColumn[] = [
  { key: 'new', label: 'New', tone: 'verdigris' },
  { key: 'expansion', label: 'Expansion', tone: 'ink' },
  { key: 'reactivation', label: 'Reactivation', tone: 'muted' },
  { key: 'contraction', label: 'Contraction', tone: 'amber' },
  { key: 'churn', label: 'Churn', tone: 'vermilion' },
]

interface MovementsBlockProps {
  summary: PlatformSummary
  look: Look
  onOpen: (metric: string) => void
}

/** How MRR came from where it stood to where it stands. */
export function MovementsBlock({ summary, look, onOpen }: MovementsBlockProps) {
  const { movements, currency, since, until, world } = summary
  const { grain, rows, opening, closing } = movements
  const hasMoved = rows.some((row) => MOVEMENTS.some((movement) => row[movement] !== 0))
  return (
    <section id="mrr" aria-label={SECTIONS.mrr} className="min-w-0 scroll-mt-4">
      <Card className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-5 pb-3.5 sm:px-5">
        {hasMoved ? (
          <Chart
            title={`What moved MRR, ${grain} by ${grain}`}
            summary={`From ${exactMoney(opening, currency)} to ${exactMoney(closing, currency)}.`}
            data={rows.map(({ period, new: gained, expansion, reactivation, contraction, churn }) => ({
              at: period,
              new: gained,
              expansion,
              reactivation,
              contraction,
              churn,
            }))}
            columns={COLUMNS}
            kind="bars"
            format={(minor) => exactMoney(minor, currency)}
            formatShort={(minor) => shortMoney(minor, currency)}
            formatPlain={(minor) => plainMoney(minor, currency)}
            formatAt={periodInWords(grain)}
            formatAtShort={periodInShort(grain)}
            atLabel={grain === 'month' ? 'Month' : 'Day'}
            fileName={`mrr-movements-${world}-${since}-to-${until}`}
          />
        ) : (
          <>
            <h2 className="text-[19px]">What moved MRR</h2>
            <Nothing>
              Nothing moved on these days. Each new subscription, change of plan, pause and cancellation is
              drawn here on its day.
            </Nothing>
          </>
        )}
        <Reconciled summary={summary} onOpen={onOpen} />
        <div className="-mt-1 mb-1">
          <CsvLink name="movements" look={look}>
            Every movement as CSV
          </CsvLink>
        </div>
      </Card>
    </section>
  )
}

const signed = (minor: number, currency: string) => `${minor > 0 ? '+' : ''}${exactMoney(minor, currency)}`

/** Opening, what came and went, closing: the server's sums, each of which opens. */
function Reconciled({ summary, onOpen }: Pick<MovementsBlockProps, 'summary' | 'onOpen'>) {
  const { currency, movements } = summary
  return (
    <dl className="num grid gap-x-4 border-t border-hairline pt-2 text-[14px] sm:grid-cols-4 sm:gap-y-3 sm:pt-4 xl:grid-cols-7">
      <Sum label="Opening MRR" value={exactMoney(movements.opening, currency)} />
      {COLUMNS.map(({ key, label }) => {
        const metric = movementMetric(key as (typeof MOVEMENTS)[number])
        const tile = tileOf(summary, metric)
        if (typeof tile?.value !== 'number') return null
        const value = signed(tile.value, currency)
        return <Sum key={key} label={label} value={value} onOpen={() => onOpen(metric)} />
      })}
      <Sum label="Closing MRR" value={exactMoney(movements.closing, currency)} isEnd />
    </dl>
  )
}

interface SumProps {
  label: string
  value: string
  isEnd?: boolean
  onOpen?: () => void
}

const Sum = ({ label, value, isEnd = false, onOpen }: SumProps) => (
  <div
    className={cn(
      'flex min-h-11 min-w-0 items-center justify-between sm:block sm:min-h-0',
      isEnd && 'border-t-2 border-ink sm:border-0',
    )}
  >
    <dt className="text-[13px] text-ink-3">{label}</dt>
    <dd className={cn('font-[560]', isEnd && 'font-[650]')}>
      {onOpen ? (
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={`${label}: ${value}`}
          onClick={onOpen}
          className="prose-link touch-target"
        >
          {value}
        </button>
      ) : (
        value
      )}
    </dd>
  </div>
)
