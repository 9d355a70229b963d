import { ScrollArea as Primitive } from 'radix-ui'
import type { ComponentProps, Ref } from 'react'
import { cn } from './cn'

interface ScrollAreaProps extends ComponentProps<typeof Primitive.Root> {
  viewportRef?: Ref<HTMLDivElement>
}

export const ScrollArea = ({ className, viewportRef, children, ...props }: ScrollAreaProps) => (
  <Primitive.Root data-slot="scroll-area" className={cn('relative overflow-hidden', className)} {...props}>
    <Primitive.Viewport ref={viewportRef} tabIndex={0} className="size-full rounded-[inherit]">
      {children}
    </Primitive.Viewport>
    <Primitive.Scrollbar orientation="vertical" className="flex w-2.5 touch-none p-0.5 select-none">
      <Primitive.Thumb className="relative flex-1 rounded-full bg-hairline-strong" />
    </Primitive.Scrollbar>
  </Primitive.Root>
)
