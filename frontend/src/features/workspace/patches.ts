import type { ActiveProject, Decision, Phase, Task } from '@/lib/api'
import type { ServerFrame } from '@/lib/realtime/frames'

/** Pure changes to the active launch, as frames and replies report them. */

function patchPhase(phase: Phase, task: Task): Phase {
  if (!phase.tasks.some(({ task_id }) => task_id === task.task_id)) return phase
  const tasks = phase.tasks.map((old) => (old.task_id === task.task_id ? task : old))
  return { ...phase, tasks, completed: tasks.filter(({ completed }) => completed).length }
}

export const patchTask = (project: ActiveProject, task: Task): ActiveProject => ({
  ...project,
  phases: project.phases.map((phase) => patchPhase(phase, task)),
})

/** A current decision takes the place of its category's former one; a withdrawn one only steps back. */
export function patchDecision(project: ActiveProject, decision: Decision): ActiveProject {
  const others = project.decisions
    .filter(({ id }) => id !== decision.id)
    .map((other) =>
      decision.is_current && other.category === decision.category ? { ...other, is_current: false } : other,
    )
  return { ...project, decisions: [...others, decision] }
}

export function patchByFrame(project: ActiveProject, frame: ServerFrame): ActiveProject {
  switch (frame.type) {
    case 'task.changed':
      return patchTask(project, frame.task)
    case 'decision.recorded':
      return patchDecision(project, frame.decision)
    case 'progress.changed':
      return { ...project, progress: frame.progress }
    default:
      return project
  }
}

/** Deltas come by the hundred and change none of this: the cache is only touched for what does. */
export const changesProject = ({ type }: ServerFrame) =>
  type === 'task.changed' || type === 'decision.recorded' || type === 'progress.changed'
