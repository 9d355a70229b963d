import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { cn, Seal, toast } from '@/components/ui'
import { announce } from '@/lib/a11y'
import type { Phase } from '@/lib/api'
import { isFirstTime } from '../milestones'

interface MilestoneProps {
  phase: Phase
  projectId: string
  /** The last task was ticked while the page is open, and not on some earlier day. */
  isJustReached: boolean
}

/** What a finished phase amounts to. Reached just now, for the first time, a seal is pressed beside it. */
export function Milestone({ phase, projectId, isJustReached }: MilestoneProps) {
  const [isCelebrated, setIsCelebrated] = useState(false)
  const note = useRef<HTMLParagraphElement>(null)

  // Before paint: the seal is pressed from its first frame on.
  useLayoutEffect(() => {
    if (isJustReached && isFirstTime(projectId, phase.id)) setIsCelebrated(true)
  }, [isJustReached, projectId, phase.id])

  useEffect(() => {
    if (!isCelebrated) return
    announce(`${phase.title}: every task is done. ${phase.milestone}`)
    // On a phone the plan may lie behind the talk: then the words come to where the creator is.
    if (note.current?.offsetParent === null) toast(phase.milestone, { icon: <Seal className="size-5" /> })
  }, [isCelebrated, phase.title, phase.milestone])

  return (
    <p ref={note} className="flex items-center gap-2.5 pt-0.5 pb-3">
      <Seal className={cn('-ml-1 size-9 shrink-0', isCelebrated && 'seal-pressed')} />
      <span
        className={cn(
          'font-display text-[14.5px] leading-snug text-ink-2 italic',
          isCelebrated && 'milestone-words',
        )}
      >
        {phase.milestone}
      </span>
    </p>
  )
}
