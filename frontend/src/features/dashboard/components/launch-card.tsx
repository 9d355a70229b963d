import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { Button, Card, LabelledProgress, Tag } from '@/components/ui'
import type { ActiveProject } from '@/lib/api'
import { dayInWords, plural } from '@/lib/format'
import { claimedTasks, currentDecisions, DECISION_COUNT, nextStep } from '../model'

/** The launch under way: the next thing to do first, then how far it has come. */
export function LaunchCard({ project }: { project: ActiveProject }) {
  const claimed = claimedTasks(project).length
  return (
    <Card className="grid gap-8 p-6 md:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)] md:p-8">
      <div className="grid content-start gap-5">
        <div>
          <div className="mb-2 flex flex-wrap items-center gap-2">
            <span className="eyebrow">Your launch</span>
            {claimed > 0 ? <Tag tone="wait">{plural(claimed, 'task')} to confirm</Tag> : null}
          </div>
          <h2 className="text-[30px] tracking-[-.018em]">
            {project.business.name || project.playbook.title}
          </h2>
          {project.target_date ? (
            <p className="num mt-1.5 text-ink-2">Doors open on {dayInWords(project.target_date)}</p>
          ) : null}
        </div>
        <Next project={project} />
        <div>
          <Button asChild variant="primary" size="l">
            <Link to="/projects/$id" params={{ id: project.id }}>
              Go on with the launch <ArrowRight aria-hidden />
            </Link>
          </Button>
        </div>
      </div>
      <Standing project={project} />
    </Card>
  )
}

function Next({ project }: { project: ActiveProject }) {
  const next = nextStep(project)
  if (!next) return <p className="text-ink-2">Every task of the plan is done. Well done.</p>
  const { phase, task } = next
  return (
    <div className="rounded-r border-l-2 border-vermilion py-1 pl-4">
      <p className="text-[13.5px] text-ink-3">Next, in “{phase.title}”</p>
      <p className="mt-0.5 text-[16.5px] font-[560]">{task.title}</p>
      <p className="num mt-0.5 text-[13.5px] text-ink-3">about {task.minutes} min</p>
    </div>
  )
}

function Standing({ project }: { project: ActiveProject }) {
  const { progress } = project
  const decided = currentDecisions(project)
  return (
    <div className="grid content-start gap-6 md:border-l md:border-hairline md:pl-8">
      <section aria-label="Progress" className="num grid gap-2.5">
        <LabelledProgress label="Overall" value={progress.overall} />
        <LabelledProgress label="Planning" value={progress.planning} colour="vermilion" />
        <LabelledProgress label="Execution" value={progress.execution} colour="verdigris" />
        <LabelledProgress label="Timeline" value={progress.timeline} colour="amber" />
      </section>
      <section>
        <h3 className="flex items-baseline justify-between text-[17px]">
          Decisions
          <span className="num font-sans text-[13px] font-[500] tracking-normal text-ink-3">
            {decided.length} of {DECISION_COUNT}
          </span>
        </h3>
        {decided.length > 0 ? (
          <ul className="mt-2.5 flex flex-wrap gap-1.5">
            {decided.map(({ id, display }) => (
              <li key={id}>
                <Tag tone="done" className="text-[13px]">
                  {display}
                </Tag>
              </li>
            ))}
          </ul>
        ) : (
          <p className="mt-1.5 text-[14px] text-ink-3">None yet. The first question is waiting.</p>
        )}
      </section>
    </div>
  )
}
