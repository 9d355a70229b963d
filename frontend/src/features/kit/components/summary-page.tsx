import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { ConnectionBanner, PageHeader } from '@/components/layout'
import { Button } from '@/components/ui'
import type { ProjectState } from '@/lib/api'
import { useKit, useProject } from '../api'
import { standing } from '../model'
import type { Kit } from '../types'
import { useKitLive } from '../use-kit-live'
import { DaysToGo } from './days-to-go'
import { NextTasks } from './next-tasks'
import { SummaryLetter } from './summary-letter'
import { SummarySkeleton } from './summary-skeleton'
import { Unreachable } from './unreachable'
import '../kit.css'

/** What one walks out with: the decisions in one's own words, what they add up to, and what comes next. */
export function SummaryPage({ projectId }: { projectId: string }) {
  const project = useProject(projectId)
  const kit = useKit(projectId)
  useKitLive(projectId)
  // The letter says most of it without the kit, so a kit that cannot be read takes only its dates away.
  if (project.data && (kit.data || kit.error))
    return <Summary project={project.data} kit={kit.data ?? null} />
  if (project.error) return <Unreachable error={project.error} />
  return <SummarySkeleton />
}

function Summary({ project, kit }: { project: ProjectState; kit: Kit | null }) {
  const points = standing(project)
  const open = points.filter(({ decision }) => decision === null)
  return (
    <div data-kit className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={open.length === 0 ? 'What you decided' : 'What you have so far'}
        actions={
          <Button asChild size="s" className="max-md:hidden">
            <Link to="/projects/$id" params={{ id: project.id }}>
              Back to the talk
            </Link>
          </Button>
        }
      />
      <ConnectionBanner offline="You are offline. You can read and write on; save once you are back." />
      <div
        data-kit-flow
        className="mx-auto grid w-[min(980px,calc(100%-32px))] gap-8 py-6 md:gap-10 md:py-10"
      >
        <SummaryLetter project={project} points={points} kit={kit} />
        <WayOn projectId={project.id} isWhole={open.length === 0} />
        <div className="grid gap-5 md:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] print:hidden">
          <NextTasks project={project} kit={kit} />
          <DaysToGo kit={kit} projectId={project.id} />
        </div>
      </div>
    </div>
  )
}

const WayOn = ({ projectId, isWhole }: { projectId: string; isWhole: boolean }) => (
  <section
    aria-label="Your launch kit"
    className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4 md:px-4 print:hidden"
  >
    <p className="max-w-[48ch] text-[16.5px] text-ink-2">
      {isWhole
        ? 'Everything above, worked out on paper: what to say, what to charge, four weeks of calendar and a plan with dates.'
        : 'The kit is already there. What rests on an open decision says what we would suggest.'}
    </p>
    <Button asChild variant="primary" size="l" className="max-sm:w-full">
      <Link to="/projects/$id/kit" params={{ id: projectId }}>
        Open your launch kit <ArrowRight aria-hidden />
      </Link>
    </Button>
  </section>
)
