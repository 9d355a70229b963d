import { type ComponentProps, lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui'
import type { BooksMenu } from './books-menu'

const LazyMenu = lazy(() => import('./books-menu').then(({ BooksMenu }) => ({ default: BooksMenu })))

/** The menu comes after the page it stands on; its place is kept meanwhile. */
export const BooksButton = (props: ComponentProps<typeof BooksMenu>) => (
  <Suspense fallback={<Skeleton className="h-[34px] w-[118px]" />}>
    <LazyMenu {...props} />
  </Suspense>
)
