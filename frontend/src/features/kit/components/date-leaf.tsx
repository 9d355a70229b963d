import { cn } from '@/components/ui'
import { dayLine, dayNumber, monthName, weekday } from '../model'

/** A leaf of a desk calendar. */
export const DateLeaf = ({ date, isOpening = false }: { date: string; isOpening?: boolean }) => (
  <time
    dateTime={date}
    className={cn(
      'grid w-[54px] shrink-0 content-start justify-items-center rounded border border-hairline bg-paper pt-1 pb-1.5 text-ink-2',
      isOpening && 'border-vermilion bg-vermilion-soft text-vermilion',
    )}
  >
    <span className="sr-only">{dayLine(date)}</span>
    <span aria-hidden className="text-[11px] font-[600] tracking-[.04em] uppercase">
      {weekday(date)}
    </span>
    <span aria-hidden className="num font-display text-[21px] leading-none text-ink">
      {dayNumber(date)}
    </span>
    <span aria-hidden className="mt-0.5 text-[11px]">
      {monthName(date)}
    </span>
  </time>
)
