import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { cn } from '@/components/ui'
import { numberOf, STEP_LABELS, STEPS, type Step } from '../steps'

interface StepListProps {
  current: Step
  /** How many steps were opened so far; those may be gone back to. */
  reached: number
}

/** A line of seven marks; on a phone without their names. */
export const StepList = ({ current, reached }: StepListProps) => (
  <nav aria-label="Steps">
    <ol className="grid grid-cols-7 gap-1.5 sm:gap-2.5">
      {STEPS.map((step) => {
        const open = step !== current && numberOf(step) <= reached
        return (
          <li key={step} aria-current={step === current ? 'step' : undefined}>
            {open ? (
              <Link
                to="/onboarding/$step"
                params={{ step }}
                className="group touch-target block w-full text-ink-2 no-underline hover:text-ink"
              >
                <Mark step={step} done={numberOf(step) < numberOf(current)} />
              </Link>
            ) : (
              <span className="touch-target block w-full">
                <Mark step={step} current={step === current} />
              </span>
            )}
          </li>
        )
      })}
    </ol>
  </nav>
)

interface MarkProps {
  step: Step
  done?: boolean
  current?: boolean
}

const Mark = ({ step, done, current }: MarkProps) => (
  <span className="block w-full py-2.5">
    <span
      aria-hidden
      className={cn(
        'block h-[3px] rounded-full bg-hairline-strong',
        done && 'bg-verdigris',
        current && 'bg-vermilion',
      )}
    />
    <span
      className={cn(
        'mt-2 flex items-center gap-1 text-[12.5px] leading-tight max-sm:sr-only',
        current ? 'font-[580] text-ink' : 'text-ink-3',
        done && 'text-ink-2 group-hover:underline',
      )}
    >
      {done ? <Check aria-hidden className="size-3.5 text-verdigris" /> : null}
      {STEP_LABELS[step]}
      {done ? <span className="sr-only">, answered</span> : null}
    </span>
  </span>
)
