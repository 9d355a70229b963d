import { Card, Seal } from '@/components/ui'

const ROWS = [
  ['Platform', 'Discord'],
  ['Price', '$19 a month for founding members'],
  ['Structure', 'one room'],
  ['Content', 'weekly build-alongs'],
  ['Doors open', '15 December'],
] as const

/** What one walks out with, shown as the letter it is. */
export const ExampleLetter = () => (
  <Card className="relative px-7 pt-7 pb-8 shadow-sheet sm:px-8 lg:rotate-[.6deg]">
    <p className="eyebrow">An example, after thirty minutes</p>
    <h2 className="mt-1 mb-4 text-[23px]">Pixel &amp; Pine opens its doors</h2>
    <dl className="grid grid-cols-[auto_1fr] gap-x-[18px] gap-y-[7px] text-[14.5px]">
      {ROWS.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-ink-3">{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
    <p className="mt-5 mr-14 border-l-2 border-vermilion pl-4 text-[14px] text-ink-2">
      50,000 followers × 6.5% engaged = 3,250 who really listen. If 1 to 3% join in the first month: 33 to 98
      members. An estimate, not a promise.
    </p>
    <Seal className="absolute -right-2 -bottom-6 w-[92px] sm:-right-4 sm:w-[104px]" />
  </Card>
)
