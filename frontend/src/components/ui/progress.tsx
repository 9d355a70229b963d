import type { CSSProperties } from 'react'
import { cn } from './cn'

const COLOURS = {
  ink: 'bg-ink',
  vermilion: 'bg-vermilion',
  verdigris: 'bg-verdigris',
  amber: 'bg-amber',
} as const

interface ProgressProps {
  /** Names the bar to assistive technology. */
  label: string
  /** Whole percent. */
  value: number
  colour?: keyof typeof COLOURS
  className?: string
}

export function Progress({ label, value, colour = 'ink', className }: ProgressProps) {
  const percent = Math.min(100, Math.max(0, Math.round(value)))
  return (
    <div
      role="progressbar"
      data-slot="progress"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuetext={`${percent}%`}
      aria-valuemin={0}
      aria-valuemax={100}
      className={cn('h-[5px] overflow-hidden rounded-full bg-hairline', className)}
    >
      <div
        className={cn(
          'h-full w-[var(--value)] rounded-full transition-[width] duration-200 ease-settle',
          COLOURS[colour],
        )}
        style={{ '--value': `${percent}%` } as CSSProperties}
      />
    </div>
  )
}

/** A bar with its name before and its figure after it. */
export const LabelledProgress = ({ label, value, colour }: Omit<ProgressProps, 'className'>) => (
  <div className="grid grid-cols-[72px_1fr_40px] items-center gap-2.5 text-[13px] text-ink-2">
    <span aria-hidden>{label}</span>
    <Progress label={label} value={value} {...(colour ? { colour } : {})} />
    <span aria-hidden className="num text-right">
      {Math.round(value)}%
    </span>
  </div>
)
