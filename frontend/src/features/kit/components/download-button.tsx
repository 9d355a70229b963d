import { type ComponentProps, lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui'
import type { DownloadMenu } from './download-menu'

const LazyMenu = lazy(() => import('./download-menu').then(({ DownloadMenu }) => ({ default: DownloadMenu })))

/** The menu comes after the page it stands on; its place is kept meanwhile. */
export const DownloadButton = (props: ComponentProps<typeof DownloadMenu>) => (
  <Suspense fallback={<Skeleton className="h-[34px] w-[72px] sm:w-[138px]" />}>
    <LazyMenu {...props} />
  </Suspense>
)
