import { PageSection } from '@/components/layout'
import { Skeleton } from '@/components/ui'

/** The page's parts in their final sizes. */
export const BillingSkeleton = () => (
  <div role="status">
    <span className="sr-only">Loading</span>
    <PageSection id="plan" title="Plan" about="What you have, and what comes next.">
      <Skeleton className="h-[196px] rounded-card" />
    </PageSection>
    <PageSection id="usage" title="Usage" about="What is used of what the plan includes.">
      <MetersSkeleton />
    </PageSection>
  </div>
)

export const MetersSkeleton = () => (
  <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2">
    {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((place) => (
      <Skeleton key={place} className="h-[66px]" />
    ))}
  </div>
)
