import { RadioGroup as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

export const RadioGroup = ({ className, ...props }: ComponentProps<typeof Primitive.Root>) => (
  <Primitive.Root data-slot="radio-group" className={cn('grid gap-2', className)} {...props} />
)

interface RadioCardProps extends Omit<ComponentProps<typeof Primitive.Item>, 'children'> {
  label: ReactNode
  description?: ReactNode
  icon?: ReactNode
}

/** One choice as a card; the chosen one has a ring and a filled mark, never colour alone. */
export const RadioCard = ({ label, description, icon, className, ...props }: RadioCardProps) => (
  <Primitive.Item
    data-slot="radio-card"
    className={cn(
      'group flex min-h-11 items-center gap-2.5 rounded border border-edge bg-sheet px-3 py-2 text-left text-[14.5px] transition-colors duration-[var(--quick)]',
      'hover:border-ink-2 data-[state=checked]:border-vermilion data-[state=checked]:shadow-[0_0_0_2px_var(--vermilion-soft)] disabled:opacity-60',
      className,
    )}
    {...props}
  >
    <RadioMark />
    {icon}
    <span className="min-w-0 flex-1">
      <span className="block font-[530]">{label}</span>
      {description ? <span className="block text-[13.5px] text-ink-2">{description}</span> : null}
    </span>
  </Primitive.Item>
)

const RadioMark = () => (
  <span
    aria-hidden
    className="grid size-4 shrink-0 place-items-center rounded-full border-[1.5px] border-edge group-data-[state=checked]:border-vermilion"
  >
    <span className="size-2 scale-0 rounded-full bg-vermilion transition-transform duration-[var(--quick)] group-data-[state=checked]:scale-100" />
  </span>
)
