import { Link } from '@tanstack/react-router'
import { Seal } from '@/components/ui'
import type { ActiveProject } from '@/lib/api'
import { currentDecision } from '../model'

/** The end of the guided session, said once and calmly: nothing has to end here. */
export function AllDecided({ project }: { project: ActiveProject }) {
  const { decisions, playbook } = project
  const isAll = playbook.decisions.every(({ category }) => currentDecision(decisions, category))
  if (!isAll || playbook.decisions.length === 0) return null
  return (
    <p className="flex flex-wrap items-center gap-x-2 pt-1 pb-2 text-[14px] text-ink-2">
      <Seal className="-ml-0.5 size-5 shrink-0 drop-shadow-none" />
      Your {inWords(playbook.decisions.length)} decisions stand.
      <Link
        to="/projects/$id/summary"
        params={{ id: project.id }}
        className="prose-link touch-target font-[560] whitespace-nowrap"
      >
        See what you have
      </Link>
    </p>
  )
}

const inWords = (count: number) => ['no', 'one', 'two', 'three', 'four', 'five', 'six'][count] ?? count
