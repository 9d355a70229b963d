import { cva, type VariantProps } from 'class-variance-authority'
import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

const bannerStyles = cva('flex items-start gap-2.5 rounded px-3.5 py-3 text-[14.5px] leading-snug', {
  variants: {
    tone: {
      info: 'bg-sunk text-ink',
      wait: 'bg-amber-soft text-amber',
      done: 'bg-verdigris-soft text-verdigris',
      error: 'bg-vermilion-soft text-vermilion',
    },
  },
  defaultVariants: { tone: 'info' },
})

const ICONS = { info: Info, wait: Info, done: CircleCheck, error: CircleAlert }

interface BannerProps extends ComponentProps<'div'>, VariantProps<typeof bannerStyles> {
  action?: ReactNode
}

/** A sentence about the page as a whole; errors interrupt, the rest wait their turn. */
export function Banner({ tone, action, className, children, ...props }: BannerProps) {
  const Icon = ICONS[tone ?? 'info']
  return (
    <div
      role={tone === 'error' ? 'alert' : 'status'}
      data-slot="banner"
      className={cn(bannerStyles({ tone }), className)}
      {...props}
    >
      <Icon aria-hidden className="mt-px size-[18px] shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  )
}
