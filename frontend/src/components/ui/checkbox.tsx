import { Check } from 'lucide-react'
import { Checkbox as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

interface CheckboxProps extends ComponentProps<typeof Primitive.Root> {
  /** Dashed and amber: someone claimed it, a person has yet to say yes. */
  asking?: boolean
}

/** 18 px to the eye, 24 px to the pointer, 44 px to the finger. */
export const Checkbox = ({ className, asking, ...props }: CheckboxProps) => (
  <Primitive.Root
    data-slot="checkbox"
    className={cn(
      'relative grid size-[18px] shrink-0 place-items-center rounded-[5px] border-[1.5px] border-edge bg-sheet text-paper',
      'transition-colors duration-[var(--quick)] hover:border-ink-2',
      'data-[state=checked]:border-verdigris data-[state=checked]:bg-verdigris disabled:opacity-60',
      'before:absolute before:-inset-[4.5px] before:content-[""] pointer-coarse:before:-inset-[14.5px]',
      asking && 'border-dashed border-amber',
      className,
    )}
    {...props}
  >
    <Primitive.Indicator>
      <Check aria-hidden strokeWidth={3} className="tick-mark size-3" />
    </Primitive.Indicator>
  </Primitive.Root>
)
