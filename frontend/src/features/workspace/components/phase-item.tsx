import { useId, useState } from 'react'
import { cn } from '@/components/ui'
import type { Phase, Task } from '@/lib/api'
import { useJustNow } from '../use-fresh'
import { Milestone } from './milestone'
import { TaskItem } from './task-item'

interface PhaseItemProps {
  phase: Phase
  isCurrent: boolean
  isLast: boolean
  /** Every task of the plan, for naming what has to come first. */
  tasks: Task[]
  projectId: string
  canEdit: boolean
}

export function PhaseItem({ phase, isCurrent, isLast, tasks, projectId, canEdit }: PhaseItemProps) {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const listId = useId()
  const isOpen = chosen ?? isCurrent
  const done = phase.tasks.filter(({ completed }) => completed).length
  const isDone = done === phase.tasks.length
  const [isJustReached, settle] = useJustNow(isDone)
  // A phase that was open when its last task was ticked stays so: the focus is in it.
  if (isJustReached && chosen === null && isCurrent) setChosen(true)
  return (
    <li className="relative mb-2 pl-[18px]" aria-current={isCurrent ? 'step' : undefined}>
      {isLast ? null : (
        <span
          aria-hidden
          className="absolute top-3 -bottom-5 left-1 w-px bg-hairline-strong pointer-coarse:top-5 pointer-coarse:-bottom-7"
        />
      )}
      <Dot isDone={isDone} isCurrent={isCurrent} />
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={listId}
          onClick={() => {
            setChosen(!isOpen)
            settle()
          }}
          className="flex w-full items-baseline justify-between gap-3 rounded-s pt-0.5 pb-1.5 text-left font-display text-[15.5px] font-[480] hover:text-vermilion pointer-coarse:min-h-11 pointer-coarse:items-center"
        >
          {phase.title}
          <span className="num shrink-0 font-sans text-[12.5px] font-medium text-ink-3">
            {done} of {phase.tasks.length}
          </span>
        </button>
      </h3>
      {isDone && (isOpen || isJustReached) ? (
        <Milestone phase={phase} projectId={projectId} isJustReached={isJustReached} />
      ) : null}
      <div id={listId} hidden={!isOpen}>
        <p className="pb-2 text-[13px] text-ink-3">{phase.goal}</p>
        <ul className="pb-1">
          {phase.tasks.map((task) => (
            <TaskItem key={task.task_id} task={task} tasks={tasks} projectId={projectId} canEdit={canEdit} />
          ))}
        </ul>
      </div>
    </li>
  )
}

const Dot = ({ isDone, isCurrent }: { isDone: boolean; isCurrent: boolean }) => (
  <span
    aria-hidden
    className={cn(
      'absolute top-[9px] left-0 size-[9px] rounded-full border-[1.5px] border-ink-3 bg-paper pointer-coarse:top-[18px]',
      isCurrent && 'border-vermilion bg-vermilion shadow-[0_0_0_4px_var(--vermilion-soft)]',
      isDone && 'border-verdigris bg-verdigris shadow-none',
    )}
  />
)
