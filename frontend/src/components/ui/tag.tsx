import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const tagStyles = cva(
  'inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-[12px] font-[550] whitespace-nowrap [&_svg]:size-3',
  {
    variants: {
      tone: {
        plain: 'bg-sunk text-ink-2',
        wait: 'bg-amber-soft text-amber',
        done: 'bg-verdigris-soft text-verdigris',
        alert: 'bg-vermilion-soft text-vermilion',
      },
    },
    defaultVariants: { tone: 'plain' },
  },
)

interface TagProps extends ComponentProps<'span'>, VariantProps<typeof tagStyles> {}

export const Tag = ({ className, tone, ...props }: TagProps) => (
  <span data-slot="tag" className={cn(tagStyles({ tone }), className)} {...props} />
)
