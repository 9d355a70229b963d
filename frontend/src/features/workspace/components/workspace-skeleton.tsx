import { Skeleton } from '@/components/ui'

const LINES = ['w-3/4', 'w-full', 'w-5/6', 'w-2/3', 'w-full', 'w-1/2'] as const

/** The workspace's own shape in blank, after the moment in which most launches have opened. */
export function WorkspaceSkeleton() {
  return (
    <div className="flex min-h-0 flex-1 flex-col" aria-busy="true">
      <h1 className="sr-only" data-page-heading tabIndex={-1}>
        Launch
      </h1>
      <span className="sr-only" role="status">
        Opening the launch
      </span>
      <div className="flex min-h-14 items-center gap-4 border-b border-hairline px-[22px] md:min-h-[60px]">
        <Skeleton className="h-5 w-40" />
      </div>
      <div className="grid min-h-0 flex-1 xl:grid-cols-[300px_minmax(0,1fr)_336px]">
        <Column className="border-r border-hairline max-xl:hidden" />
        <div className="mx-auto grid w-[min(660px,calc(100%-32px))] content-start gap-5 py-8">
          <Skeleton className="ml-auto h-16 w-3/5 rounded-[14px]" />
          <Skeleton className="h-4 w-11/12" />
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="h-20 w-full" />
          <Skeleton className="h-4 w-2/3" />
        </div>
        <Column className="border-l border-hairline bg-sunk max-xl:hidden" />
      </div>
    </div>
  )
}

const Column = ({ className }: { className: string }) => (
  <div className={`grid content-start gap-4 p-5 ${className}`}>
    {LINES.map((width, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: fixed blanks
      <Skeleton key={index} className={`h-4 ${width}`} />
    ))}
  </div>
)
