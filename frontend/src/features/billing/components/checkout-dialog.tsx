import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { RefusalNotice } from '@/components/limits'
import { Button, DialogClose, DialogFooter, Skeleton } from '@/components/ui'
import type { BillingInterval, Plan, PlanPrice } from '@/lib/api'
import { plural } from '@/lib/format'
import { plansQuery } from '../api'
import { useBilling } from '../context'
import { useCheckout } from '../deeds'
import { leaving } from '../leaving'
import { EACH, exactMoney, forSale, planOf, priceOf } from '../model'
import { BillingDialog } from './billing-dialog'
import { Failed } from './failed'
import { IntervalChoice } from './interval-choice'
import { Included } from './plan-offers'

interface CheckoutDialogProps {
  plan: string
  interval: BillingInterval
  onClose: () => void
}

/** A last look before one is sent to the payment page. */
export default function CheckoutDialog({ plan: key, interval: first, onClose }: CheckoutDialogProps) {
  const { workspace } = useBilling()
  const { data: prices, error, refetch } = useQuery(plansQuery)
  const [interval, setInterval] = useState(first)
  const checkout = useCheckout(workspace)
  const plan = planOf(prices, key)
  const price = priceOf(plan, interval)
  const go = () => checkout.mutate({ plan: key, interval }, { onSuccess: ({ url }) => leaving.to(url) })
  const isLeaving = checkout.isPending || checkout.isSuccess
  return (
    <BillingDialog title={plan ? `Choose ${plan.name}` : 'Choose a plan'} onClose={onClose}>
      {error ? <Failed error={error} onRetry={refetch} /> : null}
      {prices && plan && price ? (
        <>
          <IntervalChoice
            value={interval}
            onChange={setInterval}
            saving={priceOf(plan, 'year')?.saving_percent ?? null}
          />
          <WhatItCosts plan={plan} price={price} />
          <Included prices={prices} planKey={key} />
        </>
      ) : null}
      {prices && !price ? (
        <p className="text-[15px] text-ink-2">
          That plan is not for sale here. There {forSale(prices).length === 1 ? 'is' : 'are'}{' '}
          {forSale(prices)
            .map(({ name }) => name)
            .join(' and ')}
          .
        </p>
      ) : null}
      {!prices && !error ? <Skeleton className="h-60" /> : null}
      {checkout.error ? <RefusalNotice error={checkout.error} /> : null}
      <DialogFooter>
        <DialogClose asChild>
          <Button>Not now</Button>
        </DialogClose>
        {price ? (
          <Button variant="primary" pending={isLeaving} onClick={go}>
            Go to the payment page
          </Button>
        ) : null}
      </DialogFooter>
    </BillingDialog>
  )
}

const WhatItCosts = ({ plan, price }: { plan: Plan; price: PlanPrice }) => (
  <p className="num text-[15px] text-ink-2">
    <b className="font-[560] text-ink">
      {exactMoney(price.amount_minor, price.currency)} {EACH[price.interval]}
    </b>
    , plus tax where it is due.
    {plan.trial_days > 0
      ? ` The first ${plural(plan.trial_days, 'day')} are free, once for each workspace. The payment page says when you pay first.`
      : ' The payment page shows the sum before you pay.'}
  </p>
)
