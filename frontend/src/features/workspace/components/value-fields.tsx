import { Field, Input, NativeSelect } from '@/components/ui'
import type { DecisionCategory } from '@/lib/api'
import { isoDay } from '@/lib/format'
import { CADENCES, CURRENCIES, type Fields, PERIODS } from '../values'
import { TierFields } from './tier-fields'

interface ValueFieldsProps {
  category: DecisionCategory
  fields: Fields
  onChange: (fields: Fields) => void
}

type Part = Omit<ValueFieldsProps, 'category'>

/** They open below the last option, often below the fold. */
const reveal = (fields: HTMLElement | null) => fields?.scrollIntoView({ block: 'nearest' })

/** The creator's own value, in the fields its category needs. */
export function ValueFields({ category, fields, onChange }: ValueFieldsProps) {
  const Part = PARTS[category]
  return (
    <div ref={reveal} className="grid scroll-mb-24 gap-3 rounded-card bg-sunk p-4">
      <Part fields={fields} onChange={onChange} />
    </div>
  )
}

const PlatformFields = ({ fields, onChange }: Part) => (
  <Field label="Where members meet">
    <Input
      value={fields.platform}
      placeholder="Mighty Networks"
      onChange={(event) => onChange({ ...fields, platform: event.target.value })}
    />
  </Field>
)

const PricingFields = ({ fields, onChange }: Part) => (
  <div className="grid grid-cols-[1fr_1fr_1.2fr] gap-3">
    <Field label="Amount">
      <Input
        inputMode="decimal"
        className="num"
        value={fields.amount}
        onChange={(event) => onChange({ ...fields, amount: event.target.value })}
      />
    </Field>
    <Field label="Currency">
      <NativeSelect
        value={fields.currency}
        onChange={(event) => onChange({ ...fields, currency: event.target.value })}
      >
        {[...new Set([fields.currency, ...CURRENCIES])].map((code) => (
          <option key={code}>{code}</option>
        ))}
      </NativeSelect>
    </Field>
    <Field label="Paid">
      <NativeSelect
        value={fields.period}
        onChange={(event) => onChange({ ...fields, period: event.target.value })}
      >
        {Object.entries(PERIODS).map(([period, words]) => (
          <option key={period} value={period}>
            {words}
          </option>
        ))}
      </NativeSelect>
    </Field>
  </div>
)

function TimelineFields({ fields, onChange }: Part) {
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label="Doors open">
        <NativeSelect
          value={fields.timing}
          onChange={(event) =>
            onChange({ ...fields, timing: event.target.value === 'weeks' ? 'weeks' : 'date' })
          }
        >
          <option value="date">on a day</option>
          <option value="weeks">in some weeks</option>
        </NativeSelect>
      </Field>
      {fields.timing === 'date' ? (
        <Field label="Day">
          <Input
            type="date"
            min={isoDay(new Date())}
            value={fields.date}
            onChange={(event) => onChange({ ...fields, date: event.target.value })}
          />
        </Field>
      ) : (
        <Field label="Weeks from now">
          <Input
            inputMode="numeric"
            className="num"
            value={fields.weeks}
            onChange={(event) => onChange({ ...fields, weeks: event.target.value })}
          />
        </Field>
      )}
    </div>
  )
}

const ContentFields = ({ fields, onChange }: Part) => (
  <div className="grid gap-3 sm:grid-cols-[1.6fr_1fr]">
    <Field label="What members get" hint="Several with commas: build alongs, Q and A">
      <Input
        value={fields.formats}
        onChange={(event) => onChange({ ...fields, formats: event.target.value })}
      />
    </Field>
    <Field label="How often">
      <NativeSelect
        value={fields.cadence}
        onChange={(event) => onChange({ ...fields, cadence: event.target.value })}
      >
        {Object.entries(CADENCES).map(([cadence, words]) => (
          <option key={cadence} value={cadence}>
            {words}
          </option>
        ))}
      </NativeSelect>
    </Field>
  </div>
)

const PARTS: Record<DecisionCategory, (part: Part) => React.ReactNode> = {
  platform: PlatformFields,
  pricing: PricingFields,
  structure: TierFields,
  timeline: TimelineFields,
  content: ContentFields,
}
