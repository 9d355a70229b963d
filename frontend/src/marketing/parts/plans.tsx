import type { ReactNode } from 'react'
import { type Plan, priceOf } from '../offers/offers'
import { SHIPPED } from '../offers/shipped'
import { Figure } from './figure'

/** What tells plans apart at a glance; the table has the rest. */
const GIST = [
  ['messages', 'Messages a day'],
  ['agent_tasks', 'Agent tasks at a time'],
  ['model_spend', 'Model spend a month'],
  ['products', 'Products'],
  ['stores', 'Stores'],
  ['seats', 'Seats'],
] as const

const SAVES = SHIPPED.plans.filter((plan) => priceOf(plan, 'month') && priceOf(plan, 'year'))

/** Two radio buttons; the stylesheet shows the prices of the one that is chosen, without script. */
const IntervalSwitch = () => (
  <fieldset className="interval">
    <legend>Pay by the</legend>
    <span className="choices">
      <input type="radio" name="interval" id="by-month" value="month" defaultChecked />
      <label htmlFor="by-month">Month</label>
      <input type="radio" name="interval" id="by-year" value="year" aria-describedby="year-saves" />
      <label htmlFor="by-year">Year</label>
    </span>
    <span className="fine num" id="year-saves">
      A year saves{' '}
      {SAVES.map(({ key }, index) => (
        <span key={key} data-offer={key}>
          {index > 0 ? ', ' : ''}
          <Figure of={`${key}.saving`} as="b" /> on <Figure of={`${key}.name`} />
        </span>
      ))}
      .
    </span>
  </fieldset>
)

/** The plans beside one another, each with what it is for. */
export const Plans = () => (
  <section className="wrap plans" aria-label="Plans">
    <IntervalSwitch />
    <p className="notice fine" data-notice="">
      Prices are in US dollars, without tax. Cancel any time.
    </p>
    <ul className="offers">
      {SHIPPED.plans.map((plan) => (
        <li key={plan.key} className="card offer" data-offer={plan.key}>
          <Offer plan={plan} />
        </li>
      ))}
    </ul>
  </section>
)

const Offer = ({ plan }: { plan: Plan }) => (
  <>
    <h2>
      <Figure of={`${plan.key}.name`} />
    </h2>
    <p className="for">
      <Figure of={`${plan.key}.tagline`} />
    </p>
    <Cost plan={plan} />
    <Buttons plan={plan} />
    <p className="fine trial">
      <Figure of={`${plan.key}.trial`} />
    </p>
    <dl className="gist num">
      {GIST.map(([feature, label]) => (
        <div key={feature}>
          <dt>{label}</dt>
          <dd>
            <Figure of={`${plan.key}.${feature}`} />
          </dd>
        </div>
      ))}
    </dl>
  </>
)

const Cost = ({ plan }: { plan: Plan }) => {
  if (plan.by_contract) return <Price note="We write the contract with you">By contract</Price>
  if (plan.prices.length === 0) return <Price note="No card, and no end">$0</Price>
  return (
    <>
      <div className="by-month">
        <Price per="a month" note="Billed each month">
          <Figure of={`${plan.key}.month`} />
        </Price>
      </div>
      <div className="by-year">
        <Price per="a year" note={<Figure of={`${plan.key}.year.note`} />}>
          <Figure of={`${plan.key}.year`} />
        </Price>
      </div>
    </>
  )
}

interface PriceProps {
  children: ReactNode
  per?: string
  note: ReactNode
}

const Price = ({ children, per, note }: PriceProps) => (
  <div className="price num">
    <p>
      <b>{children}</b> {per ? <span>{per}</span> : null}
    </p>
    <p className="fine">{note}</p>
  </div>
)

/** The address keeps what was chosen through signing up, up to the page where it is paid. */
const Buttons = ({ plan: { key, name, by_contract, prices } }: { plan: Plan }) => {
  if (by_contract) {
    return (
      <a className="btn" href={`mailto:%CONTACT%?subject=Atelier%20${encodeURIComponent(name)}`}>
        Write to us
      </a>
    )
  }
  if (prices.length === 0) {
    return (
      <a className="btn" href="/register">
        Start free
      </a>
    )
  }
  return (['month', 'year'] as const).map((interval) => (
    <a
      key={interval}
      className={`btn by-${interval}${key === 'pro' ? ' primary' : ''}`}
      href={`/register?plan=${key}&interval=${interval}`}
    >
      Choose {name}
    </a>
  ))
}
