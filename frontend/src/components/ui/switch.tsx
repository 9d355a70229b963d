import { Switch as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** On at once, without a button to save. The knob's place says it too, never colour alone. */
export const Switch = ({ className, ...props }: ComponentProps<typeof Primitive.Root>) => (
  <Primitive.Root
    data-slot="switch"
    className={cn(
      'group relative inline-flex h-6 w-[42px] shrink-0 items-center rounded-full border-[1.5px] border-edge bg-sunk px-[3px]',
      'transition-colors duration-[var(--quick)] hover:border-ink-2',
      'data-[state=checked]:border-verdigris data-[state=checked]:bg-verdigris disabled:opacity-60',
      'before:absolute before:-inset-[11px] before:content-[""]',
      className,
    )}
    {...props}
  >
    <Primitive.Thumb className="size-4 rounded-full bg-ink-2 transition-transform duration-[var(--quick)] data-[state=checked]:translate-x-[17px] data-[state=checked]:bg-paper" />
  </Primitive.Root>
)
