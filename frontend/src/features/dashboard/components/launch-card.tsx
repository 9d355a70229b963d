import { Link } from '@tanstack/react-router'
import { Card, LabelledProgress, Tag } from '@/components/ui'
import type { ActiveProject } from '@/lib/api'
import { dayInWords, plural } from '@/lib/format'
import { claimedTasks, countdown, currentDecisions, DECISION_COUNT, openingDay } from '../model'

/** The launch under way: when it opens, how far it has come, what stands. */
export function LaunchCard({ project }: { project: ActiveProject }) {
  const claimed = claimedTasks(project).length
  return (
    <Card className="grid gap-7 p-6 md:p-7">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <p className="eyebrow mb-1.5">Your launch</p>
          <h2 className="text-[24px] tracking-[-.015em]">
            {project.business.name || project.playbook.title}
          </h2>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <Link
              to="/projects/$id"
              params={{ id: project.id }}
              className="prose-link touch-target text-[14.5px]"
            >
              Go on with the launch
            </Link>
            {claimed > 0 ? <Tag tone="wait">{plural(claimed, 'task')} to confirm</Tag> : null}
          </p>
        </div>
        <Opening day={openingDay(project)} />
      </div>
      <div className="grid gap-7 sm:grid-cols-2">
        <Progress project={project} />
        <Decisions project={project} />
      </div>
    </Card>
  )
}

const Opening = ({ day }: { day: string | null }) =>
  day ? (
    <p className="num sm:text-right">
      <span className="block font-display text-[24px] leading-tight font-[500]">{countdown(day)}</span>
      <span className="text-[13.5px] text-ink-3">Doors open on {dayInWords(day)}</span>
    </p>
  ) : null

const Progress = ({ project: { progress } }: { project: ActiveProject }) => (
  <section aria-label="Progress" className="num grid content-start gap-2.5">
    <h3 className="mb-1 text-[17px]">Progress</h3>
    <LabelledProgress label="Overall" value={progress.overall} />
    <LabelledProgress label="Planning" value={progress.planning} colour="vermilion" />
    <LabelledProgress label="Execution" value={progress.execution} colour="verdigris" />
    <LabelledProgress label="Timeline" value={progress.timeline} colour="amber" />
  </section>
)

function Decisions({ project }: { project: ActiveProject }) {
  const decided = currentDecisions(project)
  return (
    <section aria-label="Decisions">
      <h3 className="flex items-baseline justify-between text-[17px]">
        Decisions
        <span className="num font-sans text-[13px] font-[500] tracking-normal text-ink-3">
          {decided.length} of {DECISION_COUNT}
        </span>
      </h3>
      {decided.length > 0 ? (
        <ul className="mt-2.5 flex flex-wrap gap-1.5">
          {decided.map(({ id, display }) => (
            <li key={id} className="max-w-full">
              <Link
                to="/projects/$id"
                params={{ id: project.id }}
                className="inline-flex min-h-6 max-w-full items-center rounded-full bg-verdigris-soft px-2.5 py-0.5 text-[13px] font-[550] text-verdigris hover:underline pointer-coarse:min-h-11"
              >
                {display}
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-1.5 text-[14px] text-ink-3">None yet. The first question is waiting for you.</p>
      )}
    </section>
  )
}
