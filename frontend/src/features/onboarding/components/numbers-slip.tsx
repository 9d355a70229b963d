import type { ReactNode } from 'react'
import { cn, Tag } from '@/components/ui'
import { isPlatform } from '@/lib/api'
import { count, dayInWords, percent, plural } from '@/lib/format'
import type { Answers } from '../answers'
import { awayInWords, checkDate } from '../checks'
import { type Estimate, estimate, JOIN_PERCENT } from '../estimate'
import { peopleOf, platformLabel } from '../platforms'

/** What the answers come to, line by line while they are given: the first receipt of the launch. */
export function NumbersSlip({ answers, className }: { answers: Answers; className?: string }) {
  const { platform, niche, name, date } = answers
  const empty = !platform && !answers.followers
  return (
    <aside
      aria-labelledby="slip"
      className={cn(
        'num rounded-card border border-hairline bg-sheet px-6 pt-5 pb-6 shadow-sheet',
        className,
      )}
    >
      <h2 id="slip" className="text-[19px]">
        {name.trim() || 'What your answers say'}
      </h2>
      {niche.trim() ? <p className="mt-0.5 text-[14.5px] text-ink-2">{niche.trim()}</p> : null}
      {empty ? <Nothing /> : null}
      <dl className="mt-3">
        {isPlatform(platform) ? <Line term="Where">{platformLabel(platform)}</Line> : null}
        <Figures answers={answers} />
        {date && !checkDate(date) ? (
          <Line term="Doors open">
            {dayInWords(date)}
            <span className="block text-[13px] font-normal text-ink-3">{awayInWords(date)}</span>
          </Line>
        ) : null}
      </dl>
    </aside>
  )
}

const Nothing = () => (
  <p className="mt-2 text-[14.5px] text-ink-2">
    Each answer adds a line here. After three of them you see how many people might join in the first month,
    and how that was worked out.
  </p>
)

function Figures({ answers: { platform, followers, engagement, typical } }: { answers: Answers }) {
  const audience = estimate(followers, '0')
  const made = estimate(followers, engagement)
  const people = peopleOf(platform)
  return (
    <>
      {audience ? (
        <Line term={people[0]?.toUpperCase() + people.slice(1)}>{count(audience.followers)}</Line>
      ) : null}
      {made ? (
        <>
          <Line term={<>× engaged {typical ? <Tag tone="wait">typical, not yours</Tag> : null}</>}>
            {percent(made.rate)}
          </Line>
          <Result made={made} />
        </>
      ) : null}
    </>
  )
}

function Result({ made: { engaged, low, high } }: { made: Estimate }) {
  return (
    <>
      <Line term="= people who really listen" strong>
        {count(engaged)}
      </Line>
      {high > 0 ? (
        <>
          <Line term={`${JOIN_PERCENT.low}% of them join`}>{count(low)}</Line>
          <Line term={`${JOIN_PERCENT.high}% of them join`}>{count(high)}</Line>
        </>
      ) : null}
      <div className="mt-3 mb-1 rounded-r border-l-2 border-vermilion bg-paper px-4 py-3">
        <dt className="text-[13px] text-ink-3">In the first month</dt>
        <dd aria-live="polite" className="font-display text-[23px] leading-snug font-[500]">
          {high === 0
            ? 'Too few to say'
            : low === high
              ? `about ${plural(high, 'member')}`
              : `${count(low)} to ${plural(high, 'member')}`}
        </dd>
        <dd className="mt-0.5 text-[13px] text-ink-3">
          {high === 0
            ? 'So the launch begins with asking the first ten people by name.'
            : 'Whole people, halves up. An estimate, not a promise.'}
        </dd>
      </div>
    </>
  )
}

interface LineProps {
  term: ReactNode
  strong?: boolean
  children: ReactNode
}

const Line = ({ term, strong, children }: LineProps) => (
  <div className="fade-in slide-in-from-top-1 flex animate-in items-baseline justify-between gap-4 border-b border-dashed border-hairline py-2 duration-150">
    <dt className={cn('text-[14.5px]', strong ? 'font-[560] text-ink' : 'text-ink-2')}>{term}</dt>
    <dd className="text-right text-[15px] font-[560]">{children}</dd>
  </div>
)
