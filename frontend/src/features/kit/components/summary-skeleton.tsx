import { Skeleton } from '@/components/ui'

export const SummarySkeleton = () => (
  <div className="flex min-h-0 flex-1 flex-col" aria-busy="true">
    <span role="status" className="sr-only">
      Opening the summary
    </span>
    <div className="flex min-h-14 items-center justify-between border-b border-hairline px-4 md:min-h-[60px] md:px-[22px]">
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-[34px] w-32" />
    </div>
    <div className="mx-auto grid w-[min(980px,calc(100%-32px))] gap-8 py-6 md:gap-10 md:py-10">
      <div className="rounded-card border border-hairline bg-sheet px-5 py-8 md:px-14 md:py-13">
        <Skeleton className="h-14 w-3/5" />
        <Skeleton className="mt-5 h-7 w-2/5" />
        <div className="mt-9 grid gap-3.5 sm:grid-cols-2 lg:grid-cols-6">
          {['platform', 'price', 'structure', 'day', 'rhythm'].map((card, index) => (
            <Skeleton key={card} className={index < 3 ? 'h-36 lg:col-span-2' : 'h-32 lg:col-span-3'} />
          ))}
        </div>
        <Skeleton className="mt-9 h-36" />
        <Skeleton className="mt-9 ml-auto size-24 rounded-full" />
      </div>
      <Skeleton className="h-12" />
    </div>
  </div>
)
