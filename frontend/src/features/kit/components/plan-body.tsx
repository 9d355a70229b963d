import { Check } from 'lucide-react'
import { cn, Tag } from '@/components/ui'
import { byDay, type Day, dayLine, grouped } from '../model'
import type { Item } from '../types'

interface PlanBodyProps {
  items: Item[]
  openingDay: string | null
  today: string
}

/** The way to opening day and beyond it, by date, with what is done ticked. */
export function PlanBody({ items, openingDay, today }: PlanBodyProps) {
  return (
    <div className="grid gap-7">
      {grouped(items).map(({ heading, items: under }) => (
        <section key={heading}>
          {heading ? (
            <h4 className="mb-3 break-after-avoid font-display text-[18px] font-[500]">{heading}</h4>
          ) : null}
          <ol className="relative grid gap-4 before:absolute before:top-2 before:bottom-2 before:left-[7px] before:w-px before:bg-hairline-strong">
            {byDay(under).map((day) => (
              <PlanDay key={day.date ?? 'open'} day={day} openingDay={openingDay} today={today} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function PlanDay({ day: { date, items }, openingDay, today }: { day: Day } & Omit<PlanBodyProps, 'items'>) {
  const isDone = items.every(({ done }) => done)
  const isOpening = date !== null && date === openingDay
  const isLate = date !== null && date < today && !isDone
  return (
    <li className="relative break-inside-avoid pl-8">
      <span
        aria-hidden
        className={cn(
          'absolute top-[5px] left-0 grid size-[15px] place-items-center rounded-full border-[1.5px] border-ink-3 bg-sheet text-paper',
          isOpening && 'border-vermilion bg-vermilion shadow-[0_0_0_4px_var(--vermilion-soft)]',
          isDone && !isOpening && 'border-verdigris bg-verdigris',
        )}
      >
        {isDone && !isOpening ? <Check strokeWidth={3.4} className="size-2.5" /> : null}
      </span>
      <h5 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[13.5px] font-[560] text-ink-2">
        {date ? <time dateTime={date}>{dayLine(date)}</time> : 'Whenever you like'}
        {isOpening ? <Tag tone="alert">Doors open</Tag> : null}
        {date === today ? <Tag>Today</Tag> : null}
        {isLate ? <Tag tone="wait">Waiting for you</Tag> : null}
      </h5>
      <ul className="mt-1 grid gap-1.5">
        {items.map((item) => (
          <PlanItem key={item.id} item={item} />
        ))}
      </ul>
    </li>
  )
}

const PlanItem = ({ item: { title, note, minutes, done } }: { item: Item }) => (
  <li className="text-[15px] leading-snug">
    <span className={cn(done && 'text-ink-3')}>
      {title}
      {done ? <span className="sr-only"> (done)</span> : null}
    </span>
    {minutes ? <span className="num text-[13.5px] text-ink-3"> · {minutes} min</span> : null}
    {done ? <Check aria-hidden className="ml-1.5 inline size-3.5 text-verdigris" strokeWidth={2.6} /> : null}
    {note ? <p className={cn('mt-0.5 text-[14px] text-ink-2', done && 'text-ink-3')}>{note}</p> : null}
  </li>
)
