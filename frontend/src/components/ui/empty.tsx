import type { ReactNode } from 'react'
import { cn } from './cn'

interface EmptyProps {
  title: string
  /** `h1` where it is all there is on the page. */
  heading?: 'h1' | 'h2'
  /** Teaches the next step. */
  children: ReactNode
  icon?: ReactNode
  action?: ReactNode
  className?: string
}

export const Empty = ({ title, heading: Heading = 'h2', children, icon, action, className }: EmptyProps) => (
  <section
    data-slot="empty"
    className={cn(
      'grid justify-items-start gap-3 rounded-card border border-dashed border-hairline-strong p-8',
      className,
    )}
  >
    {icon ? (
      <span aria-hidden className="text-vermilion [&_svg]:size-6">
        {icon}
      </span>
    ) : null}
    <Heading className="text-[21px]">{title}</Heading>
    <div className="max-w-[56ch] text-ink-2">{children}</div>
    {action ? <div className="mt-2 flex flex-wrap gap-2.5">{action}</div> : null}
  </section>
)
