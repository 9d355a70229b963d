import { createRootRouteWithContext, Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { LiveRegion, useRouteFocus } from '@/lib/a11y'
import type { RouterContext } from '@/router'

const Toaster = lazy(() => import('@/components/ui/toast').then(({ Toaster }) => ({ default: Toaster })))

export const Route = createRootRouteWithContext<RouterContext>()({ component: Root })

function Root() {
  useRouteFocus()
  return (
    <>
      <Outlet />
      <LiveRegion />
      <Suspense>
        <Toaster />
      </Suspense>
    </>
  )
}
