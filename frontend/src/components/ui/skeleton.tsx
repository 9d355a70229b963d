import type { ComponentProps } from 'react'
import { cn } from './cn'

/** Takes the final size of what it stands for, so that nothing moves when that arrives. */
export const Skeleton = ({ className, ...props }: ComponentProps<'div'>) => (
  <div
    aria-hidden
    data-slot="skeleton"
    className={cn('skeleton rounded bg-hairline', className)}
    {...props}
  />
)
