import { cn, LabelledProgress } from '@/components/ui'
import type { ActiveProject } from '@/lib/api'
import { useWishes, withWish } from '../api'
import { allTasks, currentPhase } from '../model'
import { PhaseItem } from './phase-item'

const BARS = [
  { key: 'overall', label: 'Overall', colour: 'ink' },
  { key: 'planning', label: 'Planning', colour: 'vermilion' },
  { key: 'execution', label: 'Execution', colour: 'verdigris' },
  { key: 'timeline', label: 'Timeline', colour: 'amber' },
] as const

interface PlanProps {
  project: ActiveProject
  className?: string
}

export function Plan({ project, className }: PlanProps) {
  const wishes = useWishes(project.id)
  const phases = project.phases.map((phase) => ({
    ...phase,
    tasks: phase.tasks.map((task) => withWish(task, wishes)),
  }))
  const current = currentPhase(project.phases)
  const tasks = allTasks(phases)
  return (
    <section
      aria-label="Plan"
      className={cn('min-h-0 overflow-auto border-hairline px-[18px] pt-5 pb-10 xl:border-r', className)}
    >
      <h2 className="eyebrow font-sans">Progress</h2>
      <div className="mt-2.5 mb-[22px] grid gap-[9px]">
        {BARS.map(({ key, label, colour }) => (
          <LabelledProgress key={key} label={label} value={project.progress[key]} colour={colour} />
        ))}
      </div>
      <ol>
        {phases.map((phase, index) => (
          <PhaseItem
            key={phase.id}
            phase={phase}
            isCurrent={index === current}
            isLast={index === phases.length - 1}
            tasks={tasks}
            projectId={project.id}
            canEdit={project.can_edit}
          />
        ))}
      </ol>
    </section>
  )
}
