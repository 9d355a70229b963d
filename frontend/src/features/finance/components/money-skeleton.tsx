import { PageHeader } from '@/components/layout'
import { Skeleton } from '@/components/ui'
import { TILES } from '../search'

/** The page's own blank: its places are those of the figures to come. */
export const MoneySkeleton = () => (
  <>
    <PageHeader title="Money" withoutSandboxTag />
    <div role="status" className="mx-auto grid w-[min(1120px,calc(100%-32px))] gap-5 py-5 md:py-7">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-11 w-72 max-w-full" />
      <Skeleton className="h-6 w-96 max-w-full" />
      <div className="grid grid-cols-2 gap-3.5 xl:grid-cols-4">
        {TILES.map((tile) => (
          <Skeleton key={tile} className="h-[124px] rounded-card" />
        ))}
      </div>
      <Skeleton className="h-[390px] rounded-card" />
    </div>
  </>
)
