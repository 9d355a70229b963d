import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, DialogClose, DialogFooter, RadioCard, RadioGroup, Skeleton } from '@/components/ui'
import type { BillingInterval, PlanChangeOutcome, PriceList } from '@/lib/api'
import { plansQuery, type Wish } from '../api'
import { useBilling } from '../context'
import { EACH, forSale, planOf, priceOf } from '../model'
import { BillingDialog } from './billing-dialog'
import { BankAsks, Changed } from './change-outcome'
import { ChangePreview } from './change-preview'
import { Failed } from './failed'
import { IntervalChoice } from './interval-choice'

interface ChangeDialogProps {
  plan?: string
  interval?: BillingInterval
  onClose: () => void
}

/** Choose, see exactly what it costs, confirm exactly that. */
export default function ChangeDialog({ plan: first, interval: firstInterval, onClose }: ChangeDialogProps) {
  const { subscription } = useBilling()
  const { data: prices, error, refetch } = useQuery(plansQuery)
  const [own] = useState({ plan: subscription.plan.key, interval: subscription.interval ?? 'month' })
  const [plan, setPlan] = useState(first ?? own.plan)
  const [interval, setInterval] = useState<BillingInterval>(firstInterval ?? own.interval)
  const [outcome, setOutcome] = useState<PlanChangeOutcome | null>(null)
  const wish: Wish = { plan, interval }
  const isOwn = plan === own.plan && interval === own.interval
  if (outcome) {
    return (
      <BillingDialog title={outcome.status === 'applied' ? 'Done' : 'Your bank asks'} onClose={onClose}>
        {outcome.status === 'applied' ? (
          <Changed message={outcome.message} onClose={onClose} />
        ) : (
          <BankAsks wish={wish} outcome={outcome} onClose={onClose} />
        )}
      </BillingDialog>
    )
  }
  return (
    <BillingDialog
      title="Change plan"
      description="You see the exact charge before anything changes."
      onClose={onClose}
    >
      {error ? <Failed error={error} onRetry={refetch} /> : null}
      {prices ? (
        <>
          <PlanChoice prices={prices} own={own.plan} interval={interval} value={plan} onChange={setPlan} />
          <IntervalChoice
            value={interval}
            onChange={setInterval}
            saving={priceOf(planOf(prices, plan), 'year')?.saving_percent ?? null}
          />
        </>
      ) : error ? null : (
        <Skeleton className="h-44" />
      )}
      {isOwn ? (
        <NothingChosen />
      ) : (
        <ChangePreview key={`${plan} ${interval}`} wish={wish} onDone={setOutcome} />
      )}
    </BillingDialog>
  )
}

const NothingChosen = () => (
  <>
    <p className="text-[14.5px] text-ink-2">
      That is what you have now. Choose another to see what it costs.
    </p>
    <DialogFooter>
      <DialogClose asChild>
        <Button>Close</Button>
      </DialogClose>
    </DialogFooter>
  </>
)

interface PlanChoiceProps {
  prices: PriceList
  own: string
  interval: BillingInterval
  value: string
  onChange: (plan: string) => void
}

const PlanChoice = ({ prices, own, interval, value, onChange }: PlanChoiceProps) => (
  <RadioGroup aria-label="Plan" value={value} onValueChange={onChange}>
    {forSale(prices).map((plan) => (
      <RadioCard
        key={plan.key}
        value={plan.key}
        label={
          <span className="num flex justify-between gap-3">
            <span>
              {plan.name}
              {plan.key === own ? <span className="font-normal text-ink-3"> (yours now)</span> : null}
            </span>
            <span className="font-normal text-ink-2">
              {priceOf(plan, interval)?.display} {EACH[interval]}
            </span>
          </span>
        }
        description={plan.tagline}
      />
    ))}
  </RadioGroup>
)
