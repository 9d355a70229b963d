import { count, percent, plural } from '@/lib/format'
import type { Estimate } from '../model'

interface ArithmeticProps {
  estimate: Estimate | null
  people: string
}

/** What the numbers imply, step by step, while they are typed. */
export const Arithmetic = ({ estimate, people }: ArithmeticProps) => (
  <output
    aria-live="polite"
    className="num block min-h-[76px] rounded-r border-l-2 border-vermilion bg-sheet px-4 py-3.5 text-[14.5px] text-ink-2 [&_b]:font-[580] [&_b]:text-ink"
  >
    {estimate ? (
      <Sum estimate={estimate} people={people} />
    ) : (
      'Write both numbers and the arithmetic appears here.'
    )}
  </output>
)

function Sum({
  estimate: { followers, rate, engaged, low, high },
  people,
}: {
  estimate: Estimate
  people: string
}) {
  return (
    <>
      <b>{count(followers)}</b> {people} × <b>{percent(rate)}</b> engaged ={' '}
      {plural(engaged, 'person', 'people')} who really listen.{' '}
      {high < 1 ? (
        'That is a small circle, so your launch begins with finding the first ten people by name.'
      ) : (
        <>
          If <b>1 to 3%</b> of them join in the first month, that is{' '}
          <b>{low === high ? plural(high, 'member') : `${count(low)} to ${plural(high, 'member')}`}</b>. An
          estimate, not a promise.
        </>
      )}
    </>
  )
}
