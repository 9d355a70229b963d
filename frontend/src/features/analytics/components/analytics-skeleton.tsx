import { Skeleton } from '@/components/ui'

/** Places of the figures to come. */
export const AnalyticsSkeleton = () => (
  <div role="status" className="grid gap-5">
    <span className="sr-only">Loading</span>
    <Skeleton className="h-11 w-72 max-w-full" />
    <Skeleton className="h-6 w-96 max-w-full" />
    <div className="grid grid-cols-2 gap-3.5 xl:grid-cols-4">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((place) => (
        <Skeleton key={place} className="h-[168px] rounded-card" />
      ))}
    </div>
    <Skeleton className="h-[390px] rounded-card" />
  </div>
)
