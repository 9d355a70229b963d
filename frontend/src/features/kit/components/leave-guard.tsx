import { useBlocker } from '@tanstack/react-router'
import { lazy, type RefObject, Suspense } from 'react'

const LeaveDialog = lazy(() => import('./leave-dialog').then(({ LeaveDialog }) => ({ default: LeaveDialog })))

export interface Unsaved {
  isDirty: boolean
  /** A draft would not survive a reload: then the browser asks before one, too. */
  isFragile: boolean
}

export const NOTHING_UNSAVED: Unsaved = { isDirty: false, isFragile: false }

/** Leaving with unsaved words asks once. */
export function LeaveGuard({ unsaved }: { unsaved: RefObject<Unsaved> }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && unsaved.current.isDirty,
    enableBeforeUnload: () => unsaved.current.isDirty && unsaved.current.isFragile,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  return (
    <Suspense>
      <LeaveDialog
        // Storage that keeps nothing promises nothing.
        isKept={!unsaved.current.isFragile}
        onLeave={proceed}
        onStay={reset}
      />
    </Suspense>
  )
}
