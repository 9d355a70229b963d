import { cn } from '@/components/ui'
import type { PlatformTile } from '@/lib/api'
import { changeOf } from '../model'

const MOODS = { good: 'text-verdigris', bad: 'text-vermilion', plain: 'text-ink-2' }

/** How a figure changed: an arrow for the eye, a sentence for the ear. */
export function Moved({ tile }: { tile: PlatformTile }) {
  const change = changeOf(tile)
  if (!change) return null
  return (
    <span className={cn('font-[560] whitespace-nowrap', MOODS[change.mood])}>
      <span aria-hidden>
        {change.arrow} {change.percent}
      </span>
      <span className="sr-only">{change.sentence}, </span>
    </span>
  )
}
