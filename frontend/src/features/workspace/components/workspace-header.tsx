import { Link } from '@tanstack/react-router'
import { NotebookText, Pause, Play, Timer } from 'lucide-react'
import { PageHeader } from '@/components/layout'
import { Button, Tag } from '@/components/ui'
import type { ActiveProject } from '@/lib/api'
import { currentPhase } from '../model'
import { clockFace, PLANNED_SECONDS, useSessionClock } from '../use-session-clock'

export function WorkspaceHeader({ project }: { project: ActiveProject }) {
  const index = currentPhase(project.phases)
  const title = project.phases[index]?.title
  return (
    <PageHeader
      title={project.business.name}
      tags={
        title ? (
          <Tag className="max-md:hidden">
            Phase {index + 1} · {title}
          </Tag>
        ) : null
      }
      actions={
        <>
          <SessionClock projectId={project.id} />
          <SummaryLink projectId={project.id} />
        </>
      }
    />
  )
}

const SummaryLink = ({ projectId }: { projectId: string }) => (
  <Button asChild variant="quiet" size="s" className="max-md:w-11 max-md:px-0">
    <Link to="/projects/$id/summary" params={{ id: projectId }} aria-label="Summary of the session">
      <NotebookText aria-hidden strokeWidth={1.6} />
      <span className="max-md:hidden">Summary</span>
    </Link>
  </Button>
)

function SessionClock({ projectId }: { projectId: string }) {
  const { seconds, paused, toggle, isOver } = useSessionClock(projectId)
  const Icon = paused ? Play : Pause
  return (
    <div className="flex items-center gap-1 text-[14px] text-ink-2">
      <Timer aria-hidden strokeWidth={1.6} className="mr-1 size-[17px] max-sm:hidden" />
      <span role="timer" aria-label="Time in this launch" className="num">
        <b className="font-semibold text-ink">{clockFace(seconds)}</b>
        <span className="max-md:hidden">
          {isOver ? ' and counting; take the time you need' : ` of ${clockFace(PLANNED_SECONDS)}`}
        </span>
      </span>
      <Button
        variant="quiet"
        size="icon"
        className="size-8"
        aria-label={paused ? 'Let the clock run' : 'Pause the clock'}
        onClick={toggle}
      >
        <Icon aria-hidden strokeWidth={1.6} />
      </Button>
    </div>
  )
}
