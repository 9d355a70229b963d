import { Link } from '@tanstack/react-router'
import { Card } from '@/components/ui'
import type { ProjectState } from '@/lib/api'
import { nextTasks, shortDay } from '../model'
import type { Kit } from '../types'

/** The three next steps of the plan, with the day each is planned for. */
export function NextTasks({ project, kit }: { project: ProjectState; kit: Kit | null }) {
  const tasks = nextTasks(project)
  const planned = kit?.sections.find(({ id }) => id === 'launch_plan')?.items ?? []
  const dayOf = (taskId: string) => planned.find(({ task_id }) => task_id === taskId)?.date
  return (
    <Card className="px-5 py-5 md:px-7 md:py-6">
      <h2 className="text-[21px]">{tasks.length > 0 ? 'What comes next' : 'Every task is done'}</h2>
      {tasks.length === 0 ? (
        <p className="mt-2 text-ink-2">The plan is walked to its end. Your kit keeps it all.</p>
      ) : (
        <ol className="mt-3 grid">
          {tasks.map(({ task_id, title, minutes }, index) => {
            const day = dayOf(task_id)
            return (
              <li
                key={task_id}
                className="grid grid-cols-[22px_minmax(0,1fr)] gap-2 border-t border-hairline py-2.5 first:border-0"
              >
                <span aria-hidden className="font-display text-vermilion italic">
                  {index + 1}.
                </span>
                <span>
                  <Link
                    to="/projects/$id"
                    params={{ id: project.id }}
                    hash={`task-${task_id}`}
                    className="prose-link font-[560]"
                  >
                    {title}
                  </Link>
                  <span className="num block text-[13.5px] text-ink-3">
                    {day ? `by ${shortDay(day)} · ` : ''}about {minutes} min
                  </span>
                </span>
              </li>
            )
          })}
        </ol>
      )}
    </Card>
  )
}
