import { RadioCard, RadioGroup, Tag } from '@/components/ui'
import type { DecisionOption, DecisionValue } from '@/lib/api'
import { isSameValue } from '../values'

/** The choice that stands for the creator's own value. */
export const OWN = 'own'

interface OptionCardsProps {
  options: DecisionOption[]
  recommended: DecisionValue | undefined
  label: string
  choice: string
  onChoose: (choice: string) => void
}

/** The ways to decide, with what speaks for and against each. */
export function OptionCards({ options, recommended, label, choice, onChoose }: OptionCardsProps) {
  return (
    <RadioGroup aria-label={label} value={choice} onValueChange={onChoose}>
      {options.map((option, index) => (
        <RadioCard
          // biome-ignore lint/suspicious/noArrayIndexKey: the playbook's options are fixed, their place is their name
          key={index}
          value={String(index)}
          className="items-start py-3 [&>span:first-child]:mt-1"
          label={
            <span className="flex flex-wrap items-center gap-2">
              {option.label}
              {recommended !== undefined && isSameValue(option.value, recommended) ? (
                <Tag tone="wait">Recommended</Tag>
              ) : null}
            </span>
          }
          description={<TradeOffs option={option} />}
        />
      ))}
      <RadioCard value={OWN} label="Something else" description="Your own answer, in your own figures." />
    </RadioGroup>
  )
}

const TradeOffs = ({ option }: { option: DecisionOption }) => (
  <span className="mt-1 grid gap-0.5">
    {option.pros.map((pro) => (
      <Point key={pro} sign="+" word="For: " text={pro} colour="text-verdigris" />
    ))}
    {option.cons.map((con) => (
      <Point key={con} sign="−" word="Against: " text={con} colour="text-amber" />
    ))}
    {option.best_for ? <span className="mt-0.5 block text-ink-3">Best for: {option.best_for}</span> : null}
  </span>
)

interface PointProps {
  sign: string
  word: string
  text: string
  colour: string
}

const Point = ({ sign, word, text, colour }: PointProps) => (
  <span className="flex gap-2">
    <span aria-hidden className={`w-2.5 shrink-0 text-center font-semibold ${colour}`}>
      {sign}
    </span>
    <span>
      <span className="sr-only">{word}</span>
      {text}
    </span>
  </span>
)
