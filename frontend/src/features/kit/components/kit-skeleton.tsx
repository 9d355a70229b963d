import { Skeleton } from '@/components/ui'

/** The kit's own shape in blank, after the moment in which most kits have opened. */
export const KitSkeleton = () => (
  <div className="flex min-h-0 flex-1 flex-col" aria-busy="true">
    <span role="status" className="sr-only">
      Opening the launch kit
    </span>
    <div className="flex min-h-14 items-center justify-between border-b border-hairline px-4 md:min-h-[60px] md:px-[22px]">
      <Skeleton className="h-6 w-32" />
      <Skeleton className="h-[34px] w-32" />
    </div>
    <div className="lg:grid lg:grid-cols-[264px_minmax(0,1fr)]">
      <div className="hidden content-start gap-4 border-r border-hairline bg-sunk p-6 lg:grid">
        {['w-3/4', 'w-2/3', 'w-1/2', 'w-3/4', 'w-2/3', 'w-1/2'].map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: fixed blanks
          <Skeleton key={index} className={`h-5 ${width}`} />
        ))}
      </div>
      <div className="mx-auto grid w-[min(800px,calc(100%-32px))] gap-6 py-8">
        <Skeleton className="h-36" />
        <Skeleton className="h-[480px] rounded-card" />
        <Skeleton className="h-[360px] rounded-card" />
      </div>
    </div>
  </div>
)
