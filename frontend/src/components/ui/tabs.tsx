import { Tabs as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const Tabs = Primitive.Root

export const TabsList = ({ className, ...props }: ComponentProps<typeof Primitive.List>) => (
  <Primitive.List
    data-slot="tabs-list"
    className={cn('flex gap-1 border-b border-hairline', className)}
    {...props}
  />
)

export const TabsTrigger = ({ className, ...props }: ComponentProps<typeof Primitive.Trigger>) => (
  <Primitive.Trigger
    data-slot="tabs-trigger"
    className={cn(
      '-mb-px min-h-10 border-b-2 border-transparent px-3 text-[14px] font-[550] text-ink-3 hover:text-ink pointer-coarse:min-h-11',
      'data-[state=active]:border-vermilion data-[state=active]:text-ink',
      className,
    )}
    {...props}
  />
)

export const TabsContent = Primitive.Content
