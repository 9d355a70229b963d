import type { ReactNode } from 'react'
import { cn } from './cn'

interface EmptyProps {
  title: string
  /** Teaches the next step. */
  children: ReactNode
  icon?: ReactNode
  action?: ReactNode
  className?: string
}

export const Empty = ({ title, children, icon, action, className }: EmptyProps) => (
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
    <h2 className="text-[21px]">{title}</h2>
    <div className="max-w-[56ch] text-ink-2">{children}</div>
    {action ? <div className="mt-2 flex flex-wrap gap-2.5">{action}</div> : null}
  </section>
)
