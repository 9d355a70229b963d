import { toast } from '@/components/ui'
import type { Decision } from '@/lib/api'
import { useDecide, useReject } from './api'
import { CATEGORY_NAMES } from './model'
import { inputFor } from './values'

/** Says an earlier decision once more; it is written down as a new one. */
export function useChooseAgain(projectId: string) {
  const decide = useDecide(projectId)
  const again = ({ category, value, rationale }: Decision) =>
    decide.mutate(inputFor(category, value, rationale))
  return { again, isPending: decide.isPending }
}

/** Withdraws a decision at once; the note that says so can put it back. */
export function useTakeBack(projectId: string) {
  const reject = useReject(projectId)
  const { again } = useChooseAgain(projectId)

  function takeBack(decision: Decision, then?: () => void) {
    if (reject.isPending) return
    reject.mutate(decision.id, {
      onSuccess: ({ current }) => {
        const name = CATEGORY_NAMES[decision.category]
        const outcome = current ? `${current.display} stands again.` : 'It is open again.'
        then?.()
        toast(`${name} taken back. ${outcome}`, { action: { label: 'Undo', onClick: () => again(decision) } })
      },
    })
  }

  return { takeBack, isPending: reject.isPending }
}
