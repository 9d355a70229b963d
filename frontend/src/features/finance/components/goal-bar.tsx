import type { CSSProperties } from 'react'
import { cn } from '@/components/ui'
import type { FinanceGoal } from '@/lib/api'

const within = (percent: number) => Math.min(100, Math.max(0, percent))

/** How far a goal is, with a mark where it would be if it came in evenly. */
export function GoalBar({ name, progress }: { name: string; progress: FinanceGoal['progress'] }) {
  const { percent, expected_percent, on_track } = progress
  const marks = {
    '--done': `${within(percent)}%`,
    '--expected': `${within(expected_percent)}%`,
  } as CSSProperties
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3">
      <div
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={within(percent)}
        aria-valuetext={`${percent}%, ${expected_percent}% expected by today`}
        className="relative h-2 rounded-full bg-hairline"
        style={marks}
      >
        <div className={cn('h-full w-(--done) rounded-full', on_track ? 'bg-verdigris' : 'bg-amber')} />
        <span
          title={`${expected_percent}% expected by today`}
          className="absolute -top-1 left-(--expected) h-4 w-[2px] -translate-x-1/2 bg-ink"
        />
      </div>
      <span aria-hidden className="text-[13.5px] text-ink-2">
        {percent}%
      </span>
    </div>
  )
}
