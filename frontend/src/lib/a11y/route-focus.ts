import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

const HEADING = '[data-page-heading], main h1'

/**
 * After a change of page, moves the focus to the new page's heading, so that a screen reader says where one is.
 * A page that has put the focus somewhere itself (its first field, say) keeps it there.
 */
export function useRouteFocus() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const before = useRef<string | undefined>(undefined)

  useEffect(() => {
    const moved = before.current !== undefined && before.current !== path
    if (path !== undefined) before.current = path
    if (moved && !document.activeElement?.matches('input, textarea, select, [role=radio]')) focusHeading()
  }, [path])
}

function focusHeading() {
  const heading = document.querySelector<HTMLElement>(HEADING)
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
