import { cn } from '@/components/ui'

interface ChoiceProps<Value extends string> {
  /** Read out, not shown. */
  legend: string
  choices: readonly (readonly [value: Value, label: string])[]
  chosen: Value
  onChoose: (value: Value) => void
}

/** One of a few, all of them in sight. */
export const Choice = <Value extends string>({ legend, choices, chosen, onChoose }: ChoiceProps<Value>) => (
  <fieldset className="flex w-fit max-w-full flex-wrap rounded border border-edge bg-sheet p-[3px]">
    <legend className="sr-only">{legend}</legend>
    {choices.map(([value, label]) => (
      <button
        key={value}
        type="button"
        aria-pressed={value === chosen}
        onClick={() => onChoose(value)}
        className={cn(
          'h-9 rounded-[5px] px-3 text-[14.5px] pointer-coarse:min-h-11',
          value === chosen ? 'bg-ink text-paper' : 'text-ink-2 hover:text-ink',
        )}
      >
        {label}
      </button>
    ))}
  </fieldset>
)
