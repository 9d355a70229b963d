import { useEffect, useRef, useState } from 'react'
import { announce } from '@/lib/a11y'
import type { Decision, DecisionPoint } from '@/lib/api'
import { CATEGORY_NAMES, currentDecision } from './model'

/** True from the moment `value` turns true on the page until `settle` is called: for motion that plays once. */
export function useJustNow(value: boolean): [isFresh: boolean, settle: () => void] {
  const [before, setBefore] = useState(value)
  const [isFresh, setIsFresh] = useState(false)
  if (before !== value) {
    setBefore(value)
    setIsFresh(value)
  }
  return [isFresh, () => setIsFresh(false)]
}

/** Tells apart the decisions made while the page is open, and says once what the talk has written down. */
export function useFreshDecisions(decisions: readonly Decision[], points: readonly DecisionPoint[]) {
  const [known] = useState(() => new Set(decisions.map(({ id }) => id)))
  const said = useRef(new Set(known))

  useEffect(() => {
    const fresh = decisions.filter(({ id, is_current }) => is_current && !said.current.has(id))
    for (const { id } of decisions) said.current.add(id)
    // What was decided by hand is said by its own note.
    const caught = fresh.filter(({ source_message_id }) => source_message_id !== null)
    if (caught.length === 0) return
    const values = caught.map(({ category, display }) => `${CATEGORY_NAMES[category]}, ${display}`)
    const count = points.filter(({ category }) => currentDecision(decisions, category)).length
    announce(`Written down: ${values.join('; ')}. ${count} of ${points.length} decided.`)
  }, [decisions, points])

  return (decision: Decision) => !known.has(decision.id)
}
