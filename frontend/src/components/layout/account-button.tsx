import { type ComponentProps, lazy, Suspense } from 'react'
import type { UserMenu } from './user-menu'

const LazyMenu = lazy(() => import('./user-menu').then(({ UserMenu }) => ({ default: UserMenu })))

/** The account menu, loaded after the page it sits on; its place is kept meanwhile. */
export const AccountButton = (props: ComponentProps<typeof UserMenu>) => (
  <Suspense fallback={<span className="size-11" />}>
    <LazyMenu {...props} />
  </Suspense>
)
