import type { ComponentProps } from 'react'
import { cn } from './cn'

export const Card = ({ className, ...props }: ComponentProps<'div'>) => (
  <div
    data-slot="card"
    className={cn('rounded-card border border-hairline bg-sheet p-6', className)}
    {...props}
  />
)
