import type { MoneyWorld } from '@/lib/api'
import { Choice } from './choice'

const CHOICES = [
  ['real', 'Real'],
  ['simulated', 'Sandbox'],
] as const satisfies readonly (readonly [MoneyWorld, string])[]

interface WorldChoiceProps {
  chosen: MoneyWorld
  onChoose: (world: MoneyWorld) => void
}

/** One world of money at a time; nothing shows both. */
export const WorldChoice = (props: WorldChoiceProps) => (
  <Choice legend="Whose money" choices={CHOICES} {...props} />
)
