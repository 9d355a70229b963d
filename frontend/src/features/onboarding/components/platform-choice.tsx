import { type Ref, useId } from 'react'
import { FieldError, RadioCard, RadioGroup } from '@/components/ui'
import { PLATFORMS, type Platform } from '@/lib/api'
import { platformLabel } from '../platforms'

interface PlatformChoiceProps {
  value: string
  onChange: (platform: Platform) => void
  error?: string | undefined
  ref?: Ref<HTMLDivElement>
}

export function PlatformChoice({ value, onChange, error, ref }: PlatformChoiceProps) {
  const id = useId()
  return (
    <div className="grid gap-2">
      <p id={id} className="text-[14px] font-[560]">
        Where are most of your people?
      </p>
      <RadioGroup
        ref={ref}
        aria-labelledby={id}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-invalid={error ? true : undefined}
        value={value}
        onValueChange={(chosen) => onChange(chosen as Platform)}
        className="grid-cols-2 sm:grid-cols-3"
      >
        {PLATFORMS.map((platform) => (
          <RadioCard key={platform} value={platform} label={platformLabel(platform)} />
        ))}
      </RadioGroup>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  )
}
