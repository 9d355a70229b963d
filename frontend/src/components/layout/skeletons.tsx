import { Skeleton } from '@/components/ui/skeleton'

/** Stands for a page that is a heading and a form. */
export const FormSkeleton = () => (
  <div role="status" className="grid gap-6">
    <span className="sr-only">Loading</span>
    <Skeleton className="h-10 w-3/5" />
    <Skeleton className="h-5 w-4/5" />
    <Skeleton className="mt-4 h-36" />
    <Skeleton className="h-11" />
    <Skeleton className="h-11" />
  </div>
)

/** Stands for a page of the shell: its header and a card or two. */
export const PageSkeleton = () => (
  <div role="status">
    <span className="sr-only">Loading</span>
    <div className="flex min-h-14 items-center border-b border-hairline px-4 md:min-h-[60px] md:px-[22px]">
      <Skeleton className="h-6 w-52" />
    </div>
    <div className="mx-auto grid w-[min(920px,calc(100%-32px))] gap-5 py-8 md:py-10">
      <Skeleton className="h-72 rounded-card" />
      <Skeleton className="h-24 rounded-card" />
    </div>
  </div>
)
