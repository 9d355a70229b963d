import { lazy, Suspense } from 'react'
import { Button, cn, Tag } from '@/components/ui'
import { count, plural } from '@/lib/format'
import { currentPrices, EACH } from '../model'
import type { Catalogue, CataloguePlan } from '../types'
import type { PartProps } from './catalogue-page'

const PlanSheet = lazy(() => import('./plan-sheet'))

/** Side by side, so that what one plan has more of than the next is seen before it is changed. */
export function PlansPart({ catalogue, open, onOpen }: PartProps) {
  const chosen = catalogue.plans.find(({ key }) => key === open)
  return (
    <>
      <section
        aria-label="Plans side by side"
        className="relative overflow-x-auto rounded-card border border-hairline bg-sheet"
      >
        <table className="w-full border-separate border-spacing-0 text-left text-[14.5px] lg:table-fixed">
          <Heads plans={catalogue.plans} onOpen={onOpen} />
          <tbody>
            <Row label="Prices" plans={catalogue.plans}>
              {(plan) => <Prices plan={plan} />}
            </Row>
            <Row label="Workspaces on it" plans={catalogue.plans}>
              {(plan) => count(plan.workspaces)}
            </Row>
            <Row label="Trial" plans={catalogue.plans}>
              {({ trial_days }) => (trial_days > 0 ? plural(trial_days, 'day') : 'None')}
            </Row>
            {catalogue.features.map(({ feature, label }) => (
              <Row key={feature} label={label} plans={catalogue.plans}>
                {({ values }) => values[feature]?.display ?? ''}
              </Row>
            ))}
          </tbody>
        </table>
      </section>
      {chosen ? (
        <Suspense>
          <PlanSheet key={chosen.key} catalogue={catalogue} plan={chosen} onClose={() => onOpen()} />
        </Suspense>
      ) : null}
    </>
  )
}

const FIRST = 'sticky left-0 z-10 w-[150px] min-w-[132px] bg-sheet px-4 md:w-[230px]'

const Heads = ({ plans, onOpen }: Pick<Catalogue, 'plans'> & Pick<PartProps, 'onOpen'>) => (
  <thead className="align-bottom">
    <tr>
      <th scope="col" className={cn(FIRST, 'py-4 text-[13px] font-normal text-ink-3')}>
        What it includes
      </th>
      {plans.map(({ key, name, tagline, is_public, by_contract }) => (
        <th key={key} scope="col" className="min-w-[150px] px-4 py-4 align-top font-normal">
          <span className="flex flex-wrap items-center gap-2">
            <span className="display text-[20px]">{name}</span>
            {is_public ? null : <Tag>Not on offer</Tag>}
            {by_contract ? <Tag>By contract</Tag> : null}
          </span>
          <span className="mt-1 mb-3 block text-[13.5px] text-ink-3">{tagline}</span>
          <Button size="s" onClick={() => onOpen(key)}>
            Edit<span className="sr-only"> {name}</span>
          </Button>
        </th>
      ))}
    </tr>
  </thead>
)

interface RowProps {
  label: string
  plans: readonly CataloguePlan[]
  children: (plan: CataloguePlan) => React.ReactNode
}

const Row = ({ label, plans, children }: RowProps) => (
  <tr>
    <th scope="row" className={cn(FIRST, 'border-t border-hairline py-2.5 align-top font-normal text-ink-2')}>
      {label}
    </th>
    {plans.map((plan) => (
      <td key={plan.key} className="num border-t border-hairline px-4 py-2.5 align-top">
        {children(plan)}
      </td>
    ))}
  </tr>
)

function Prices({ plan }: { plan: CataloguePlan }) {
  const prices = currentPrices(plan)
  if (!plan.has_prices) return <span className="text-ink-3">{plan.by_contract ? 'Agreed' : 'Nothing'}</span>
  if (prices.length === 0) return <span className="text-ink-3">Not sold</span>
  return prices.map(({ id, display, interval }) => (
    <span key={id} className="block whitespace-nowrap">
      {display} <span className="text-ink-3">{EACH[interval]}</span>
    </span>
  ))
}
