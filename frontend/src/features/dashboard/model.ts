import type { ActiveProject, Phase, Task } from '@/lib/api'

export interface NextStep {
  phase: Phase
  task: Task
}

/** The first open task whose groundwork is done; null once everything is. */
export function nextStep({ phases }: ActiveProject): NextStep | null {
  const done = new Set(
    phases.flatMap(({ tasks }) => tasks.filter((task) => task.completed).map((task) => task.task_id)),
  )
  const open = phases.flatMap((phase) =>
    phase.tasks.filter((task) => !task.completed).map((task) => ({ phase, task })),
  )
  return open.find(({ task }) => task.depends_on.every((id) => done.has(id))) ?? open[0] ?? null
}

export const currentDecisions = ({ decisions }: ActiveProject) => decisions.filter((row) => row.is_current)

export const DECISION_COUNT = 5

/** Tasks someone said were done and nobody has confirmed. */
export const claimedTasks = ({ phases }: ActiveProject) =>
  phases.flatMap(({ tasks }) => tasks.filter((task) => task.claimed && !task.completed))
