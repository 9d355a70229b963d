import { useQuery } from '@tanstack/react-query'
import { Banner, Skeleton, Tag } from '@/components/ui'
import { count, dayInWords, plural, timeOfDay } from '@/lib/format'
import { reconciliationQuery } from '../api'
import type { Reconciliation } from '../types'
import { Failed } from './failed'

/** The last comparison of everything at Stripe with what is held here. */
export function ReconciliationReport() {
  const { data, error, refetch } = useQuery(reconciliationQuery)
  return (
    <section aria-labelledby="reconciliation-title" className="mt-3 grid gap-3">
      <div>
        <h2 id="reconciliation-title" className="text-[20px]">
          Last reconciliation
        </h2>
        <p className="text-[14px] text-ink-3">
          Every night all subscriptions, invoices and payments at Stripe are compared with ours.
        </p>
      </div>
      {data ? (
        <Report report={data} />
      ) : error ? (
        <Failed error={error} onRetry={refetch} />
      ) : (
        <Skeleton className="h-24 rounded-card" />
      )}
    </section>
  )
}

function Report({ report: { run, differences, has_more } }: { report: Reconciliation }) {
  if (!run) {
    return (
      <p className="rounded-card border border-dashed border-hairline-strong px-4 py-3.5 text-[14.5px] text-ink-2">
        There was none yet. The first is made tonight.
      </p>
    )
  }
  return (
    <div className="grid gap-3">
      <p className="num flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Tag tone={run.error ? 'alert' : run.finished_at ? 'done' : 'wait'}>
          {run.error ? 'Broken off' : run.finished_at ? 'Complete' : 'Under way'}
        </Tag>
        {dayInWords(run.started_at)}, {timeOfDay(run.started_at)}: {count(run.compared)} objects compared,{' '}
        {run.found === 0 ? 'all alike' : plural(run.found, 'difference')}.
      </p>
      {run.error ? <Banner tone="error">{run.error}</Banner> : null}
      {differences.length > 0 ? (
        <ul
          aria-label="Open differences"
          className="divide-y divide-hairline rounded-card border border-hairline bg-sheet"
        >
          {differences.map(({ id, type, stripe_id, what, detail, created_at }) => (
            <li key={id} className="grid gap-1 px-4 py-3">
              <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <span className="font-[530]">
                  {type.replaceAll('_', ' ')}{' '}
                  <code className="text-[13.5px] font-normal [overflow-wrap:anywhere]">{stripe_id}</code>
                </span>
                <Tag tone="wait">{what.replaceAll('_', ' ')}</Tag>
              </span>
              <span className="text-[14px] text-ink-2 [overflow-wrap:anywhere]">{detail}</span>
              <span className="num text-[13px] text-ink-3">Open since {dayInWords(created_at)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-[14.5px] text-ink-2">Nothing is open.</p>
      )}
      {has_more ? <p className="text-[14px] text-ink-3">There are more; the admin lists them all.</p> : null}
    </div>
  )
}
