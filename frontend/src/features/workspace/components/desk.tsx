import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui'
import type { ActiveProject, Decision, DecisionCategory } from '@/lib/api'
import type { Conversation } from '@/lib/realtime/reducer'
import { useConversation } from '../conversation'
import { currentDecision, decidingNow } from '../model'
import { useFreshDecisions } from '../use-fresh'
import { useTakeBack } from '../use-take-back'
import { DecidedCard, DecidingCard, OpenCard } from './decision-card'
import './desk.css'

const DecisionDialog = lazy(() =>
  import('./decision-dialog').then(({ DecisionDialog }) => ({ default: DecisionDialog })),
)

const newestAnswer = ({ messages }: Conversation) =>
  messages.findLast(({ role }) => role === 'assistant')?.text ?? ''

interface DeskProps {
  project: ActiveProject
  className?: string
}

/** The five decisions as cards on a desk: decided, being decided, still to decide. */
export function Desk({ project, className }: DeskProps) {
  const [editing, setEditing] = useState<DecisionCategory | null>(null)
  const points = project.playbook.decisions
  const lastAnswer = useConversation(newestAnswer)
  const now = decidingNow(project, lastAnswer)
  const list = useRef<HTMLUListElement>(null)
  const isFresh = useFreshDecisions(project.decisions, points)
  const { takeBack } = useTakeBack(project.id)
  const freshest = project.decisions.findLast((decision) => decision.is_current && isFresh(decision))
  useInSight(list, freshest)
  // The card whose button was pressed gives way to another: the focus stays at its place.
  const undo = (decision: Decision) =>
    takeBack(decision, () => requestAnimationFrame(() => focusCard(list.current, decision.category)))
  const decided = points.filter(({ category }) => currentDecision(project.decisions, category)).length
  return (
    <section
      aria-label="Decisions"
      className={cn(
        'min-h-0 overflow-auto border-hairline bg-sunk px-[18px] pt-5 pb-10 xl:border-l',
        className,
      )}
    >
      <h2 className="mb-3 flex items-baseline justify-between text-[18px]">
        Decisions{' '}
        <span className="num font-sans text-[12.5px] font-medium tracking-normal text-ink-3">
          {decided} of {points.length}
        </span>
      </h2>
      <ul ref={list} className="grid gap-2.5 max-xl:mx-auto max-xl:max-w-[560px]">
        {points.map((point) => {
          const decision = currentDecision(project.decisions, point.category)
          const open = project.can_edit ? () => setEditing(point.category) : null
          return (
            <li key={point.category} data-category={point.category}>
              {decision ? (
                <DecidedCard
                  key={decision.id}
                  decision={decision}
                  earlier={project.decisions.filter(({ category }) => category === point.category).length - 1}
                  isFresh={isFresh(decision)}
                  onEdit={open}
                  onUndo={project.can_edit ? () => undo(decision) : null}
                />
              ) : null}
              {!decision && point.category === now ? <DecidingCard point={point} onChoose={open} /> : null}
              {!decision && point.category !== now ? <OpenCard point={point} onChoose={open} /> : null}
            </li>
          )
        })}
      </ul>
      {editing ? (
        <Suspense>
          <DecisionDialog
            project={project}
            category={editing}
            onClose={() => setEditing(null)}
            onClosed={() => focusCard(list.current, editing)}
          />
        </Suspense>
      ) : null}
    </section>
  )
}

/** A card that is written in is brought into sight, where the desk is longer than the window. */
function useInSight(list: RefObject<HTMLUListElement | null>, decision: Decision | undefined) {
  const { id, category } = decision ?? {}
  useEffect(() => {
    if (!id) return
    list.current?.querySelector(`[data-category="${category}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [id, category, list])
}

/** The button that opened the dialog may be another one by now ("Choose" became "Edit"): the card is still the card. */
const focusCard = (list: HTMLElement | null, category: DecisionCategory) =>
  list?.querySelector<HTMLElement>(`[data-category="${category}"] button:not([data-action=Undo])`)?.focus()
