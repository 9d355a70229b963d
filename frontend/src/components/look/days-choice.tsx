import { useState } from 'react'
import { Button, Input, NativeSelect } from '@/components/ui'
import { PRESET_NAMES, PRESETS, type Preset, type Span } from '@/lib/ranges'

/** Either a range or days of one's own; the other is taken out of the address. */
export type DaysChange =
  | { range: Preset; since: undefined; until: undefined }
  | { range: undefined; since: string; until: string }

interface DaysChoiceProps {
  range: Preset
  /** The days that are shown now. */
  span: Span
  isOwn: boolean
  onChange: (change: DaysChange) => void
}

const OWN = 'own'

/** Which days a page of figures speaks of. */
export function DaysChoice({ range, span, isOwn, onChange }: DaysChoiceProps) {
  const [choosing, setChoosing] = useState(isOwn)
  return (
    <>
      <NativeSelect
        aria-label="Days"
        className="w-auto"
        value={choosing ? OWN : range}
        onChange={({ target: { value } }) => {
          setChoosing(value === OWN)
          if (value !== OWN) onChange({ range: value as Preset, since: undefined, until: undefined })
        }}
      >
        {PRESETS.map((preset) => (
          <option key={preset} value={preset}>
            {PRESET_NAMES[preset]}
          </option>
        ))}
        <option value={OWN}>Choose days…</option>
      </NativeSelect>
      {choosing ? <OwnDays key={JSON.stringify(span)} shown={span} onChange={onChange} /> : null}
    </>
  )
}

function OwnDays({ shown, onChange }: { shown: Span } & Pick<DaysChoiceProps, 'onChange'>) {
  const [span, setSpan] = useState(shown)
  const isSpan = span.since !== '' && span.since <= span.until
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (isSpan) onChange({ ...span, range: undefined })
      }}
    >
      <Input
        type="date"
        aria-label="First day"
        className="w-[142px] px-2.5"
        value={span.since}
        max={span.until}
        onChange={({ target }) => setSpan({ ...span, since: target.value })}
      />
      <span aria-hidden className="text-ink-3">
        to
      </span>
      <Input
        type="date"
        aria-label="Last day"
        className="w-[142px] px-2.5"
        value={span.until}
        min={span.since}
        onChange={({ target }) => setSpan({ ...span, until: target.value })}
      />
      <Button type="submit" disabled={!isSpan}>
        Show
      </Button>
    </form>
  )
}
