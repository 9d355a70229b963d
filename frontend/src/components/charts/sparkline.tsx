import { cn } from '@/components/ui/cn'

interface SparklineProps {
  values: readonly number[]
  /** What it shows, in a sentence; without one it only decorates figures that say so themselves. */
  label?: string
  className?: string
}

const WIDTH = 100
const HEIGHT = 28
const EDGE = 2

/** The points of a line that fills the box; a level line runs through the middle. */
export function sparkPoints(values: readonly number[]): string {
  const low = Math.min(...values)
  const span = Math.max(...values) - low
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0
  return values
    .map((value, index) => {
      const share = span ? (value - low) / span : 0.5
      return `${(index * step).toFixed(1)},${(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)).toFixed(1)}`
    })
    .join(' ')
}

/** A line without axes, drawn as plain SVG: a page that has only these loads no chart library. */
export const Sparkline = ({ values, label, className }: SparklineProps) => (
  <svg
    viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    preserveAspectRatio="none"
    role="img"
    aria-label={label}
    aria-hidden={!label}
    className={cn('h-7 w-full text-ink', className)}
  >
    <polyline
      points={sparkPoints(values)}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinejoin="round"
      vectorEffect="non-scaling-stroke"
    />
  </svg>
)
