import { Link } from '@tanstack/react-router'
import { Card } from '@/components/ui'
import { count, dayInWords } from '@/lib/format'
import { daysBetween, longWeekday, todayIn } from '../model'
import type { Kit } from '../types'

/** The opening day as a number one feels, and how sure it is. */
export function DaysToGo({ kit, projectId }: { kit: Kit | null; projectId: string }) {
  if (!kit?.opening_day) return null
  const days = daysBetween(todayIn(kit.time_zone), kit.opening_day)
  return (
    <Card className="grid content-start px-5 py-5 md:px-7 md:py-6">
      <h2 className="text-[21px]">{days < 0 ? 'The doors are open' : 'Opening day'}</h2>
      <p className="num mt-4 font-display text-[64px] leading-none font-[480]">
        {count(Math.abs(days))}
        <span className="ml-2 font-sans text-[16px] text-ink-2">
          {Math.abs(days) === 1 ? 'day' : 'days'} {days < 0 ? 'ago' : 'to go'}
        </span>
      </p>
      <p className="num mt-3.5 text-[14.5px] text-ink-2">
        {longWeekday(kit.opening_day)} {dayInWords(kit.opening_day)}
      </p>
      {kit.opening_day_is === 'decided' ? null : (
        <p className="mt-1 text-[13.5px] text-ink-3">
          {kit.opening_day_is === 'target' ? 'Your target, not decided yet. ' : 'What we would suggest. '}
          <Link to="/projects/$id" params={{ id: projectId }} className="prose-link">
            Decide the day
          </Link>
        </p>
      )}
    </Card>
  )
}
