import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { RefusalNotice } from '@/components/limits'
import { Banner, Button, DialogClose, DialogFooter, Skeleton } from '@/components/ui'
import { isApiError, type PlanChangeOutcome, type PlanChangePreview } from '@/lib/api'
import { count } from '@/lib/format'
import { previewQuery, type Wish } from '../api'
import { useBilling } from '../context'
import { useChangePlan } from '../deeds'
import { dayOf, EACH, exactMoney, spanOf } from '../model'
import { Failed } from './failed'

interface ChangePreviewProps {
  wish: Wish
  onDone: (outcome: PlanChangeOutcome) => void
}

/** What the change costs, to the cent, and the button that does exactly that. */
export function ChangePreview({ wish, onDone }: ChangePreviewProps) {
  const { workspace } = useBilling()
  const client = useQueryClient()
  const query = previewQuery(workspace, wish)
  const { data: preview, error, refetch } = useQuery(query)
  const change = useChangePlan(workspace)
  const [isNew, setIsNew] = useState(false)

  function confirm({ fingerprint, proration_date }: PlanChangePreview) {
    setIsNew(false)
    change.mutate(
      { ...wish, fingerprint, proration_date },
      {
        onSuccess: onDone,
        onError: (failure) => {
          if (!isApiError(failure, 'preview_outdated')) return
          client.setQueryData(query.queryKey, failure.body.preview as PlanChangePreview)
          setIsNew(true)
        },
      },
    )
  }

  if (error) return <Failed error={error} onRetry={refetch} />
  if (!preview) return <PreviewSkeleton />
  return (
    <>
      {isNew ? (
        <Banner tone="wait" role="alert">
          The amount has changed since you saw it. This is the new one: look at it, then confirm again.
        </Banner>
      ) : null}
      <Sums preview={preview} />
      <Narrowed preview={preview} />
      {change.error && !isNew ? <RefusalNotice error={change.error} /> : null}
      <DialogFooter>
        <DialogClose asChild>
          <Button>Leave it as it is</Button>
        </DialogClose>
        <Button variant="primary" pending={change.isPending} onClick={() => confirm(preview)}>
          {preview.due_now_minor > 0
            ? `Pay ${exactMoney(preview.due_now_minor, preview.currency)} and change`
            : `Change to ${preview.plan.name}`}
        </Button>
      </DialogFooter>
    </>
  )
}

const PreviewSkeleton = () => (
  <div role="status">
    <span className="sr-only">Working out the exact charge</span>
    <Skeleton className="h-[250px]" />
  </div>
)

function Sums({ preview }: { preview: PlanChangePreview }) {
  const money = (minor: number) => exactMoney(minor, preview.currency)
  const { lines, tax_minor, balance_used_minor, credited_minor, due_now_minor, renewal } = preview
  return (
    <section
      aria-label="The exact charge"
      className="rounded-card border border-hairline bg-sunk px-4 py-3.5"
    >
      <dl className="num grid gap-2 text-[14px]">
        {lines.map((line) => (
          <Row
            key={`${line.kind} ${line.description} ${line.starts_at}`}
            name={line.description}
            about={spanOf(line)}
            amount={money(line.amount_minor)}
          />
        ))}
        {tax_minor ? <Row name="Tax" amount={money(tax_minor)} /> : null}
        {balance_used_minor ? <Row name="From your credit" amount={money(-balance_used_minor)} /> : null}
        {credited_minor ? (
          <Row name="Kept as credit for your next invoices" amount={money(credited_minor)} />
        ) : null}
        <Row name="Due now" amount={money(due_now_minor)} isSum />
      </dl>
      <p className="num mt-2.5 border-t border-hairline pt-2.5 text-[14px] text-ink-2">
        {preview.takes_effect === 'now'
          ? `${preview.plan.name} begins at once.`
          : `Your plan goes on until ${dayOf(preview.effective_at)}.`}
        {renewal
          ? ` Then ${money(renewal.amount_minor)} ${EACH[renewal.interval]}, next on ${dayOf(renewal.at)}.`
          : ''}
      </p>
    </section>
  )
}

interface RowProps {
  name: string
  about?: string
  amount: string
  isSum?: boolean
}

const Row = ({ name, about, amount, isSum = false }: RowProps) => (
  <div
    className={`flex items-baseline justify-between gap-4 ${isSum ? 'border-t border-hairline pt-2 text-[15.5px] font-[600]' : ''}`}
  >
    <dt className="min-w-0">
      {name}
      {about ? <span className="block text-[13px] text-ink-3">{about}</span> : null}
    </dt>
    <dd className="whitespace-nowrap">{amount}</dd>
  </div>
)

function Narrowed({ preview }: { preview: PlanChangePreview }) {
  if (preview.narrowed.length === 0) return null
  return (
    <Banner tone="wait">
      You use more than {preview.plan.name} includes:{' '}
      {preview.narrowed
        .map(({ label, used, limit }) => `${label.toLowerCase()} (${count(used)} of ${count(limit)})`)
        .join(', ')}
      . Nothing is deleted; nothing can be added until you are below.
    </Banner>
  )
}
