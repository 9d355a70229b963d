import { Tooltip as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'

export const TooltipProvider = Primitive.Provider

interface TooltipProps {
  /** Names nothing on its own: the trigger still needs its label. */
  text: ReactNode
  side?: ComponentProps<typeof Primitive.Content>['side']
  children: ReactNode
}

export const Tooltip = ({ text, side = 'top', children }: TooltipProps) => (
  <Primitive.Root>
    <Primitive.Trigger asChild>{children}</Primitive.Trigger>
    <Primitive.Portal>
      <Primitive.Content
        side={side}
        sideOffset={6}
        className="z-50 max-w-64 rounded bg-ink px-2.5 py-1.5 text-[13px] text-paper shadow-sheet data-[state=delayed-open]:animate-in data-[state=delayed-open]:fade-in-0"
      >
        {text}
      </Primitive.Content>
    </Primitive.Portal>
  </Primitive.Root>
)
