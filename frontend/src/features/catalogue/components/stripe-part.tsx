import { useQuery } from '@tanstack/react-query'
import { PlugZap } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Banner, Button, Empty, Skeleton, Tag } from '@/components/ui'
import { plural } from '@/lib/format'
import { differencesQuery } from '../api'
import { ENVIRONMENTS, willDo } from '../model'
import type { SyncPreview, SyncStep } from '../types'
import type { PartProps } from './catalogue-page'
import { Failed } from './failed'
import { ReconciliationReport } from './reconciliation-report'
import { StepsList } from './steps-list'

const SyncDialog = lazy(() => import('./sync-dialog'))

/** Which Stripe this is, what differs there, and the night's comparison of everything. */
export default function StripePart({ catalogue }: PartProps) {
  const world = ENVIRONMENTS[catalogue.environment]
  if (!catalogue.configured) {
    return (
      <Empty title="Payments are not set up" icon={<PlugZap />}>
        Set <code>STRIPE_SECRET_KEY</code> and restart. Until then plans are shown, and nobody can buy one.
      </Empty>
    )
  }
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-ink-2">
        <Tag tone={world.tone}>{world.name}</Tag>
        {world.about}
      </p>
      <Differences />
      <ReconciliationReport />
    </>
  )
}

function Differences() {
  const { data, error, isFetching, refetch } = useQuery(differencesQuery)
  const [isAsking, setAsking] = useState(false)
  const [done, setDone] = useState<SyncStep[] | null>(null)
  return (
    <section aria-labelledby="differences-title" className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="differences-title" className="text-[20px]">
          What differs
        </h2>
        <span className="flex flex-wrap gap-2.5">
          <Button size="s" pending={isFetching} onClick={() => void refetch()}>
            Look again
          </Button>
          {data && willDo(data) > 0 ? (
            <Button size="s" variant="primary" onClick={() => setAsking(true)}>
              Sync…
            </Button>
          ) : null}
        </span>
      </div>
      {done ? <Outcome steps={done} /> : null}
      {error && !isFetching ? (
        <Failed error={error} onRetry={refetch} />
      ) : data ? (
        <Found preview={data} />
      ) : (
        <Skeleton className="h-28 rounded-card" />
      )}
      {isAsking && data ? (
        <Suspense>
          <SyncDialog
            preview={data}
            onClose={() => setAsking(false)}
            onDone={(steps) => {
              setDone(steps)
              setAsking(false)
              void refetch()
            }}
            onOutdated={() => void refetch()}
          />
        </Suspense>
      ) : null}
    </section>
  )
}

const Found = ({ preview }: { preview: SyncPreview }) =>
  preview.steps.length > 0 ? (
    <StepsList label="What syncing would do" steps={preview.steps} />
  ) : (
    <p className="rounded-card border border-dashed border-hairline-strong px-4 py-3.5 text-[14.5px] text-ink-2">
      Nothing: Stripe has what stands here.
    </p>
  )

function Outcome({ steps }: { steps: SyncStep[] }) {
  const taken = steps.filter(({ kind }) => kind !== 'conflict')
  return (
    <div className="grid gap-3">
      <Banner tone="done">
        {taken.length > 0 ? `Done: ${plural(taken.length, 'step')}.` : 'There was nothing to do any more.'}
      </Banner>
      {taken.length > 0 ? <StepsList label="What was done" steps={taken} done /> : null}
    </div>
  )
}
