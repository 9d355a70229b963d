import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Card, Skeleton } from '@/components/ui'
import { buttonStyles } from '@/components/ui/button-styles'
import type { BillingInterval, Plan, PriceList } from '@/lib/api'
import { plural } from '@/lib/format'
import { plansQuery } from '../api'
import { useBilling } from '../context'
import { EACH, forSale, priceOf } from '../model'
import { CheckoutDialog } from './dialogs'
import { Failed } from './failed'
import { IntervalChoice } from './interval-choice'
import { Said } from './said'

/** What one could have instead of Free. */
export function PlanOffers() {
  const { subscription } = useBilling()
  const { data: prices, error, refetch } = useQuery(plansQuery)
  const [interval, setInterval] = useState<BillingInterval>('month')
  const [chosen, setChosen] = useState<string | null>(null)
  if (error) return <Failed error={error} onRetry={refetch} />
  if (!prices) return <Skeleton className="h-[320px] rounded-card" />
  const savings = forSale(prices).map((plan) => priceOf(plan, 'year')?.saving_percent ?? 0)
  const { checkout } = subscription.can
  return (
    <div className="grid gap-4">
      {checkout.allowed ? null : <Said>{checkout.reason}</Said>}
      <IntervalChoice value={interval} onChange={setInterval} saving={Math.max(0, ...savings)} />
      <div className="grid gap-4 sm:grid-cols-2">
        {forSale(prices).map((plan) => (
          <Offer
            key={plan.key}
            plan={plan}
            prices={prices}
            interval={interval}
            isOpen={checkout.allowed}
            onChoose={() => setChosen(plan.key)}
          />
        ))}
      </div>
      <ByContract prices={prices} />
      {chosen ? <CheckoutDialog plan={chosen} interval={interval} onClose={() => setChosen(null)} /> : null}
    </div>
  )
}

interface OfferProps {
  plan: Plan
  prices: PriceList
  interval: BillingInterval
  isOpen: boolean
  onChoose: () => void
}

function Offer({ plan, prices, interval, isOpen, onChoose }: OfferProps) {
  const price = priceOf(plan, interval)
  if (!price) return null
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div>
        <h3 className="text-[21px]">{plan.name}</h3>
        <p className="mt-1 text-[14px] text-ink-2 sm:min-h-[44px]">{plan.tagline}</p>
      </div>
      <p className="num text-[14px] text-ink-2">
        <span className="font-display text-[26px] text-ink">{price.display}</span> {EACH[interval]}
        {interval === 'year' ? <span className="block">{price.per_month_display} a month</span> : null}
      </p>
      <Included prices={prices} planKey={plan.key} />
      <div className="mt-auto grid gap-1.5">
        <Button variant="primary" disabled={!isOpen} onClick={onChoose} className="w-full">
          Choose {plan.name}
        </Button>
        <p className="min-h-[20px] text-center text-[13px] text-ink-3">
          {plan.trial_days > 0 ? `${plural(plan.trial_days, 'day')} free to try` : ''}
        </p>
      </div>
    </Card>
  )
}

const TOLD = ['messages', 'model_spend', 'products', 'stores', 'seats', 'support']

/** The few features that people choose by. */
export const Included = ({ prices, planKey }: { prices: PriceList; planKey: string }) => (
  <dl className="grid gap-1 border-t border-hairline pt-3 text-[13.5px]">
    {prices.features
      .filter(({ feature }) => TOLD.includes(feature))
      .map(({ feature, label, values }) => (
        <div key={feature} className="flex justify-between gap-3">
          <dt className="text-ink-2">{label}</dt>
          <dd className="num text-right">{values[planKey]?.display ?? ''}</dd>
        </div>
      ))}
  </dl>
)

function ByContract({ prices }: { prices: PriceList }) {
  const plan = prices.plans.find(({ by_contract }) => by_contract)
  if (!plan) return null
  return (
    <p className="flex flex-wrap items-center justify-between gap-3 text-[14.5px] text-ink-2">
      <span>
        <b className="font-[560] text-ink">{plan.name}.</b> {plan.tagline}
      </span>
      {plan.contact ? (
        <a href={`mailto:${plan.contact.email}`} className={buttonStyles({ size: 's' })}>
          Write to us
        </a>
      ) : null}
    </p>
  )
}
