import { byDay, type Day, grouped, spanOf } from '../model'
import type { Item } from '../types'
import { DateLeaf } from './date-leaf'

interface CalendarBodyProps {
  items: Item[]
  openingDay: string | null
}

/** Four weeks, one under the other, each day a leaf with what happens on it. */
export function CalendarBody({ items, openingDay }: CalendarBodyProps) {
  return (
    <div className="grid gap-8">
      {grouped(items).map(({ heading, items: week }) => (
        <section key={heading} className="break-inside-avoid">
          <h4 className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 border-b border-hairline pb-2 font-display text-[18px] font-[500]">
            {heading || 'Entries'}
            <span className="num font-sans text-[13px] font-normal text-ink-3">{spanOf(week)}</span>
          </h4>
          <ol className="grid gap-3">
            {byDay(week).map((day) => (
              <DayRow key={day.date ?? 'open'} day={day} isOpening={day.date === openingDay} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function DayRow({ day: { date, items }, isOpening }: { day: Day; isOpening: boolean }) {
  return (
    <li className="grid break-inside-avoid grid-cols-[54px_minmax(0,1fr)] gap-4">
      {date ? <DateLeaf date={date} isOpening={isOpening} /> : <Undated />}
      <ul className="grid content-center gap-2.5">
        {items.map((item) => (
          <Entry key={item.id} item={item} />
        ))}
      </ul>
    </li>
  )
}

const Undated = () => <span className="pt-1 text-[12.5px] leading-tight text-ink-3">No day yet</span>

function Entry({ item: { title, note, time, minutes } }: { item: Item }) {
  const facts = [time, minutes ? `${minutes} min` : null].filter(Boolean)
  return (
    <li className="text-[15px] leading-snug">
      <span className="font-[560]">{title}</span>
      {facts.length > 0 ? <span className="num text-[13.5px] text-ink-3"> · {facts.join(' · ')}</span> : null}
      {note ? <p className="mt-0.5 text-[14px] text-ink-2">{note}</p> : null}
    </li>
  )
}
