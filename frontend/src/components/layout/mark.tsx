import { clsx } from 'clsx'

/** The A of Atelier on its seal-red tile. */
export const Mark = ({ className = 'size-9' }: { className?: string }) => (
  <svg viewBox="0 0 36 36" aria-hidden="true" className={clsx('shrink-0', className)}>
    <rect width="36" height="36" rx="9" fill="var(--vermilion)" />
    <path
      d="M10.5 26 18 9.5 25.5 26M13.4 20.5h9.2"
      fill="none"
      stroke="var(--on-vermilion)"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)

export const Wordmark = ({ className }: { className?: string }) => (
  <span className={clsx('flex items-center gap-2.5 font-display text-[20px] font-[500] text-ink', className)}>
    <Mark className="size-[30px]" />
    Atelier
  </span>
)
