import { cn } from '@/components/ui'
import type { BillingInterval } from '@/lib/api'
import { BILLED } from '../model'

interface IntervalChoiceProps {
  value: BillingInterval
  onChange: (interval: BillingInterval) => void
  /** "Save 13%", where a year is cheaper. */
  saving?: number | null
}

/** Monthly or yearly, as one pair of switches. */
export const IntervalChoice = ({ value, onChange, saving }: IntervalChoiceProps) => (
  <fieldset className="inline-flex justify-self-start rounded border border-edge bg-sunk p-0.5">
    <legend className="sr-only">How often you pay</legend>
    {(['month', 'year'] as const).map((interval) => (
      <label
        key={interval}
        className={cn(
          'cursor-pointer rounded-[7px] px-3.5 py-1.5 text-[14px] has-focus-visible:outline-2 has-focus-visible:outline-vermilion pointer-coarse:py-2.5',
          value === interval ? 'bg-sheet font-[560] text-ink shadow-sheet' : 'text-ink-2',
        )}
      >
        <input
          type="radio"
          name="interval"
          className="sr-only"
          checked={value === interval}
          onChange={() => onChange(interval)}
        />
        {BILLED[interval]}
        {interval === 'year' && saving ? <span className="ml-1.5 text-verdigris">save {saving}%</span> : null}
      </label>
    ))}
  </fieldset>
)
