import { Separator as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const Separator = ({ className, orientation, ...props }: ComponentProps<typeof Primitive.Root>) => (
  <Primitive.Root
    data-slot="separator"
    decorative
    {...(orientation ? { orientation } : {})}
    className={cn(
      'shrink-0 bg-hairline',
      orientation === 'vertical' ? 'h-full w-px' : 'h-px w-full',
      className,
    )}
    {...props}
  />
)
