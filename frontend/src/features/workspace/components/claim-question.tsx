import type { MouseEvent } from 'react'
import { Button } from '@/components/ui'
import type { Task } from '@/lib/api'
import { useClaim } from '../api'

interface ClaimQuestionProps {
  task: Task
  projectId: string
  canEdit: boolean
}

/** The partner thinks it heard that this is done, and is not sure enough to tick it. */
export function ClaimQuestion({ task, projectId, canEdit }: ClaimQuestionProps) {
  const claim = useClaim(projectId, task.task_id)
  /** The question goes away with its buttons; the box it is about stays. */
  const answer = (accept: boolean) => (event: MouseEvent) => {
    event.currentTarget.closest('li')?.querySelector<HTMLElement>('[role=checkbox]')?.focus()
    claim.mutate(accept)
  }

  return (
    <fieldset className="mt-1 border-0 p-0">
      <legend className="p-0 text-[12.5px] text-amber">
        {canEdit ? 'You said this is done. Tick it?' : 'Said to be done, not confirmed yet'}
      </legend>
      {task.claimed?.evidence ? (
        <blockquote className="mt-0.5 font-display text-[13px] text-ink-2 italic">
          “{task.claimed.evidence}”
        </blockquote>
      ) : null}
      {canEdit ? (
        <div className="mt-1.5 mb-1 flex gap-2">
          <Button size="s" className="h-[30px]" pending={claim.isPending} onClick={answer(true)}>
            Yes
          </Button>
          <Button size="s" variant="quiet" className="h-[30px]" onClick={answer(false)}>
            No, not yet
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}
