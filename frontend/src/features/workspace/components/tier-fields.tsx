import { Plus, X } from 'lucide-react'
import { Button, Input } from '@/components/ui'
import { type Fields, MOST_TIERS } from '../values'

interface TierFieldsProps {
  fields: Fields
  onChange: (fields: Fields) => void
}

export function TierFields({ fields, onChange }: TierFieldsProps) {
  const { tiers, currency } = fields
  const replace = (index: number, change: Partial<Fields['tiers'][number]>) =>
    onChange({ ...fields, tiers: tiers.map((tier, at) => (at === index ? { ...tier, ...change } : tier)) })
  return (
    <fieldset className="grid gap-2 border-0 p-0">
      <legend className="mb-1.5 p-0 text-[14px] font-[560]">Tiers, the first one to begin with</legend>
      {tiers.map((tier, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tiers have no other name while they are typed
        <div key={index} className="grid grid-cols-[1.6fr_1fr_40px] items-center gap-2">
          <Input
            aria-label={`Name of tier ${index + 1}`}
            value={tier.name}
            onChange={(event) => replace(index, { name: event.target.value })}
          />
          <Input
            aria-label={`Price of tier ${index + 1} in ${currency}, optional`}
            inputMode="decimal"
            className="num"
            placeholder={currency}
            value={tier.amount}
            onChange={(event) => replace(index, { amount: event.target.value })}
          />
          <Button
            variant="quiet"
            size="icon"
            aria-label={`Remove tier ${index + 1}`}
            disabled={tiers.length === 1}
            onClick={() => onChange({ ...fields, tiers: tiers.toSpliced(index, 1) })}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        size="s"
        className="justify-self-start"
        disabled={tiers.length >= MOST_TIERS}
        onClick={() => onChange({ ...fields, tiers: [...tiers, { name: '', amount: '' }] })}
      >
        <Plus aria-hidden />
        Another tier
      </Button>
    </fieldset>
  )
}
