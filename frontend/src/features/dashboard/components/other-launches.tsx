import { Button, Card, notify, Tag } from '@/components/ui'
import { type ActiveProject, type Me, type ProjectStatus, type ProjectSummary, sentenceFor } from '@/lib/api'
import { dayInWords } from '@/lib/format'
import { useTakeUp } from '../api'

interface OtherLaunchesProps {
  me: Me
  projects: ProjectSummary[]
  active: ActiveProject | null
}

const STATUS: Record<ProjectStatus, string> = {
  active: 'Under way',
  paused: 'Paused',
  completed: 'Completed',
  archived: 'Put away',
}

/** One's launches that rest, each with a way back. */
export function OtherLaunches({ me, projects, active }: OtherLaunchesProps) {
  const resting = projects.filter(
    ({ id, status, user_id }) => user_id === me.id && status !== 'active' && id !== active?.id,
  )
  if (resting.length === 0) return null
  return (
    <Card className="grid gap-3 p-6">
      <section aria-labelledby="resting-title" className="grid gap-3">
        <h2 id="resting-title" className="text-[19px]">
          Other launches
        </h2>
        {active ? (
          <p className="text-[14px] text-ink-3">
            One launch runs at a time: taking one of these up pauses{' '}
            {active.business.name || 'the present one'}.
          </p>
        ) : null}
        <ul className="divide-y divide-hairline">
          {resting.map((project) => (
            <Resting key={project.id} project={project} instead={active?.id ?? null} />
          ))}
        </ul>
      </section>
    </Card>
  )
}

function Resting({ project, instead }: { project: ProjectSummary; instead: string | null }) {
  const takeUp = useTakeUp()
  const name = project.business.name || project.playbook.title
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 last:pb-0">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-[530]">
          {name} <Tag tone={project.status === 'completed' ? 'done' : 'plain'}>{STATUS[project.status]}</Tag>
        </p>
        <p className="num text-[13.5px] text-ink-3">
          {project.completed_at
            ? `Completed on ${dayInWords(project.completed_at)}`
            : `Begun on ${dayInWords(project.started_at)}`}
        </p>
      </div>
      <Button
        size="s"
        aria-label={`Take up ${name} again`}
        pending={takeUp.isPending}
        onClick={() =>
          takeUp.mutate(
            { id: project.id, instead },
            {
              onSuccess: () => notify.success(`${name} is under way again`),
              onError: (error) => notify.error(sentenceFor(error)),
            },
          )
        }
      >
        Take up again
      </Button>
    </li>
  )
}
