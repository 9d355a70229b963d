import { Button } from '@/components/ui'
import type { ActiveProject, Decision, DecisionCategory } from '@/lib/api'
import { dayInWords } from '@/lib/format'
import { useChooseAgain, useTakeBack } from '../use-take-back'

interface DecisionHistoryProps {
  project: ActiveProject
  category: DecisionCategory
}

/** Every answer given so far, newest first. Nothing is lost by changing one's mind. */
export function DecisionHistory({ project, category }: DecisionHistoryProps) {
  const decisions = project.decisions.filter((decision) => decision.category === category)
  if (decisions.length === 0) return null
  const newest = decisions.toSorted((a, b) => b.created_at.localeCompare(a.created_at))
  return (
    <section className="border-t border-hairline pt-3.5">
      <h3 className="eyebrow mb-1 font-sans">History</h3>
      <ol>
        {newest.map((decision) => (
          <HistoryRow key={decision.id} decision={decision} projectId={project.id} />
        ))}
      </ol>
    </section>
  )
}

function HistoryRow({ decision, projectId }: { decision: Decision; projectId: string }) {
  const { display, quote, is_current: isCurrent, created_at: at } = decision
  return (
    <li className="flex items-start gap-3 py-2 text-[14px]">
      <div className="min-w-0 flex-1">
        <p>
          <b className="num font-[580]">{display}</b>
          <span className="text-ink-3">
            {' '}
            · {isCurrent ? 'stands' : 'no longer stands'} · {dayInWords(at)}
          </span>
        </p>
        {quote ? <p className="font-display text-[13.5px] text-ink-2 italic">“{quote}”</p> : null}
      </div>
      {isCurrent ? (
        <TakeBack decision={decision} projectId={projectId} />
      ) : (
        <ChooseAgain decision={decision} projectId={projectId} />
      )}
    </li>
  )
}

function TakeBack({ decision, projectId }: { decision: Decision; projectId: string }) {
  const { takeBack, isPending } = useTakeBack(projectId)
  return (
    <Button size="s" variant="quiet" pending={isPending} onClick={() => takeBack(decision)}>
      Take back
    </Button>
  )
}

function ChooseAgain({ decision, projectId }: { decision: Decision; projectId: string }) {
  const { again, isPending } = useChooseAgain(projectId)
  return (
    <Button size="s" variant="quiet" pending={isPending} onClick={() => again(decision)}>
      Choose again
    </Button>
  )
}
