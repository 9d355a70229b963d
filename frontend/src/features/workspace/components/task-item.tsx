import { useId, useState } from 'react'
import { Checkbox, cn, toast } from '@/components/ui'
import type { Task } from '@/lib/api'
import { useTick } from '../api'
import { costInWords, waitsFor } from '../model'
import { useJustNow } from '../use-fresh'
import { ClaimQuestion } from './claim-question'
import { TaskDetails } from './task-details'

interface TaskItemProps {
  task: Task
  tasks: Task[]
  projectId: string
  canEdit: boolean
}

export function TaskItem({ task, tasks, projectId, canEdit }: TaskItemProps) {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const tick = useTick(projectId, task.task_id)
  const isAsking = task.claimed !== null && !task.completed
  const [isJustTicked, settle] = useJustNow(task.completed)

  function wish(completed: boolean) {
    tick.mutate({ taskId: task.task_id, completed })
    toast(`${completed ? 'Ticked' : 'Taken back'}: ${task.title}`, {
      id: `tick-${task.task_id}`,
      action: { label: 'Undo', onClick: () => tick.mutate({ taskId: task.task_id, completed: !completed }) },
    })
  }

  return (
    <li
      data-task={task.task_id}
      className={cn(
        '-ml-2 flex gap-2.5 rounded-lg px-2 py-[7px] text-[14px] leading-[1.4]',
        isOpen && 'bg-sheet shadow-sheet',
        isJustTicked && 'just-ticked',
      )}
      onAnimationEnd={({ animationName }) => (animationName === 'tick-wash' ? settle() : undefined)}
    >
      <Checkbox
        className="mt-px"
        checked={task.completed}
        asking={isAsking}
        disabled={!canEdit}
        onCheckedChange={(checked) => wish(checked === true)}
        aria-labelledby={`${id}-title`}
      />
      <div className="min-w-0 flex-1">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={`${id}-details`}
          onClick={() => setIsOpen(!isOpen)}
          className="block w-full rounded-[4px] text-left"
        >
          <span
            id={`${id}-title`}
            className={cn(
              'block transition-colors duration-200 hover:text-vermilion',
              task.completed && 'text-ink-3',
            )}
          >
            {task.title}
          </span>
          {task.completed || isAsking ? null : <TaskMeta task={task} tasks={tasks} />}
        </button>
        {isAsking ? <ClaimQuestion task={task} projectId={projectId} canEdit={canEdit} /> : null}
        <div id={`${id}-details`} hidden={!isOpen}>
          {isOpen ? <TaskDetails task={task} /> : null}
        </div>
      </div>
    </li>
  )
}

function TaskMeta({ task, tasks }: { task: Task; tasks: Task[] }) {
  const first = waitsFor(task, tasks)
  const parts = [`${task.minutes} min`, costInWords(task.cost)]
  if (first[0]) parts.push(`after “${first[0]}”${first.length > 1 ? ` and ${first.length - 1} more` : ''}`)
  return <span className="num mt-0.5 block text-[12.5px] text-ink-3">{parts.join(' · ')}</span>
}
