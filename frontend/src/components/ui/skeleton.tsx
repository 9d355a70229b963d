import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** Takes the final size of what it stands for, so that nothing moves when that arrives. */
export const Skeleton = ({ className, ...props }: ComponentProps<'div'>) => (
  <div aria-hidden data-slot="skeleton" className={clsx('skeleton', className)} {...props} />
)
