import { lazy, Suspense, useState } from 'react'
import { Button, Tag } from '@/components/ui'
import { dayInWords, plural } from '@/lib/format'
import { currentPrices, EACH, isUnbuyable, pastPrices } from '../model'
import type { CataloguePlan, CataloguePrice } from '../types'
import type { PartProps } from './catalogue-page'
import { StripeNames, StripeStanding } from './stripe-standing'

const NewPrice = lazy(() => import('./new-price'))
const RetirePrice = lazy(() => import('./retire-price'))

/** What each plan costs now, and what it cost before for whoever still pays that. */
export default function PricesPart({ catalogue }: PartProps) {
  const [making, setMaking] = useState<string | null>(null)
  const [retiring, setRetiring] = useState<string | null>(null)
  const sold = catalogue.plans.filter(({ has_prices }) => has_prices)
  const maker = sold.find(({ key }) => key === making)
  const owner = sold.find(({ prices }) => prices.some(({ id }) => id === retiring))
  const price = owner?.prices.find(({ id }) => id === retiring)
  return (
    <>
      <p className="max-w-[70ch] text-ink-2">
        An amount is never edited. A new price takes the place of the one that is asked today, and whoever has
        the old one goes on paying that.
      </p>
      {sold.map((plan) => (
        <PlanPrices
          key={plan.key}
          plan={plan}
          environment={catalogue.environment}
          onMake={() => setMaking(plan.key)}
          onRetire={setRetiring}
        />
      ))}
      <Suspense>
        {maker ? <NewPrice plan={maker} onClose={() => setMaking(null)} /> : null}
        {owner && price ? <RetirePrice plan={owner} price={price} onClose={() => setRetiring(null)} /> : null}
      </Suspense>
    </>
  )
}

interface PlanPricesProps {
  plan: CataloguePlan
  environment: string
  onMake: () => void
  onRetire: (id: string) => void
}

function PlanPrices({ plan, environment, onMake, onRetire }: PlanPricesProps) {
  const current = currentPrices(plan)
  const past = pastPrices(plan)
  return (
    <section aria-labelledby={`prices-${plan.key}`} className="rounded-card border border-hairline bg-sheet">
      <header className="flex flex-wrap items-start justify-between gap-3 px-4 py-3.5 sm:px-5">
        <div className="grid gap-1">
          <div className="flex flex-wrap items-center gap-2.5">
            <h2 id={`prices-${plan.key}`} className="text-[20px]">
              {plan.name}
            </h2>
            {plan.is_public ? null : <Tag>Not on offer</Tag>}
            <StripeStanding links={plan.links} environment={environment} />
          </div>
          <StripeNames links={plan.links} />
        </div>
        <Button size="s" onClick={onMake}>
          New price…<span className="sr-only"> for {plan.name}</span>
        </Button>
      </header>
      {current.length > 0 ? (
        <ul>
          {current.map((price) => (
            <PriceRow
              key={price.id}
              plan={plan}
              price={price}
              environment={environment}
              onRetire={() => onRetire(price.id)}
            />
          ))}
        </ul>
      ) : (
        <p className="border-t border-hairline px-4 py-3.5 text-ink-2 sm:px-5">
          No price is asked today, so nobody can buy {plan.name}. Make one to sell it.
        </p>
      )}
      {past.length > 0 ? (
        <details className="border-t border-hairline">
          <summary className="cursor-pointer px-4 py-3 text-[14px] text-ink-2 hover:text-ink sm:px-5">
            {plural(past.length, 'earlier price')}
          </summary>
          <ul>
            {past.map((price) => (
              <PriceRow key={price.id} plan={plan} price={price} environment={environment} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

interface PriceRowProps {
  plan: CataloguePlan
  price: CataloguePrice
  environment: string
  onRetire?: () => void
}

const PriceRow = ({ plan, price, environment, onRetire }: PriceRowProps) => (
  <li className="num grid gap-x-5 gap-y-2 border-t border-hairline px-4 py-3.5 sm:grid-cols-[170px_minmax(0,1fr)_auto] sm:px-5">
    <div>
      <p className="font-[560]">
        {price.display} <span className="font-normal text-ink-3">{EACH[price.interval]}</span>
      </p>
      <p className="text-[13px] text-ink-3">since {dayInWords(price.created_at)}</p>
    </div>
    <div className="grid content-start gap-1.5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[14.5px]">
        {plural(price.subscriptions, 'subscription')}
        {onRetire ? <StripeStanding links={price.links} environment={environment} /> : null}
      </p>
      {isUnbuyable(plan, price, environment) ? (
        <p className="text-[13.5px] text-amber">Nobody can buy it before the next sync.</p>
      ) : null}
      <StripeNames links={price.links} />
    </div>
    {onRetire ? (
      <Button
        size="s"
        variant="quiet"
        className="-ml-3 justify-self-start sm:ml-0 sm:self-start"
        onClick={onRetire}
      >
        Retire…
        <span className="sr-only">
          {' '}
          {plan.name}, {price.display} {EACH[price.interval]}
        </span>
      </Button>
    ) : null}
  </li>
)
