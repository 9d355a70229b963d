import { cn } from './cn'

/** The wax seal of an approved letter. */
export const Seal = ({ className }: { className?: string }) => (
  <svg
    viewBox="0 0 100 100"
    aria-hidden="true"
    className={cn('drop-shadow-[0_6px_10px_rgb(80_20_5/.28)]', className)}
  >
    <path
      d="M50 4c5 0 7 5 12 6s9-2 13 1 3 8 6 12 9 5 10 10-3 8-3 13 4 8 3 13-6 6-9 10-2 9-6 12-8 1-13 3-7 6-12 6-8-5-13-6-9 2-13-1-3-8-6-12-8-5-9-10 3-8 3-13-4-8-3-13 7-6 10-10 2-9 6-12 8 0 13-1 6-8 11-8z"
      fill="var(--vermilion)"
    />
    <circle
      cx="50"
      cy="49"
      r="29"
      fill="none"
      stroke="var(--on-vermilion)"
      strokeOpacity=".4"
      strokeWidth="1.6"
    />
    <path
      d="M38 63 50 34l12 29M42.6 54h14.8"
      fill="none"
      stroke="var(--on-vermilion)"
      strokeWidth="3.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)
