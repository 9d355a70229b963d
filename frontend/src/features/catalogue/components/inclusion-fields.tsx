import { Controller, type UseFormReturn } from 'react-hook-form'
import { Checkbox, Field, Input, NativeSelect } from '@/components/ui'
import { AMOUNT_FAULTS, parseAmount, unitWords } from '../model'
import type { CatalogueFeature } from '../types'
import type { PlanForm } from './plan-form'

interface InclusionFieldProps {
  feature: CatalogueFeature
  form: UseFormReturn<PlanForm>
}

/** One feature, as its kind wants it: a number or no end, one of several words, or whether it is there at all. */
export function InclusionField({ feature, form }: InclusionFieldProps) {
  const name = `values.${feature.feature}.text` as const
  const error = form.formState.errors.values?.[feature.feature]?.text?.message
  if (feature.kind === 'integer') return <NumberField feature={feature} form={form} error={error} />
  const choices =
    feature.kind === 'boolean'
      ? [
          { value: 'true', display: 'Included' },
          { value: 'false', display: 'Not included' },
        ]
      : feature.choices
  return (
    <Field label={feature.label} error={error}>
      <NativeSelect {...form.register(name)}>
        {choices.map(({ value, display }) => (
          <option key={value} value={value}>
            {display}
          </option>
        ))}
      </NativeSelect>
    </Field>
  )
}

function NumberField({ feature, form, error }: InclusionFieldProps & { error: string | undefined }) {
  const name = `values.${feature.feature}` as const
  const isUnlimited = form.watch(`${name}.unlimited`)
  return (
    <Field
      label={feature.label}
      error={error}
      hint={unitWords(feature) || undefined}
      aside={
        <Controller
          control={form.control}
          name={`${name}.unlimited`}
          render={({ field }) => (
            <span className="flex items-center gap-2 text-[13.5px] text-ink-2">
              <Checkbox
                aria-label={`${feature.label}: unlimited`}
                ref={field.ref}
                checked={field.value}
                onBlur={field.onBlur}
                onCheckedChange={(checked) => field.onChange(checked === true)}
              />
              Unlimited
            </span>
          )}
        />
      }
    >
      <Input
        className="num"
        autoComplete="off"
        // Not `disabled`, which would make the form forget what was typed.
        readOnly={isUnlimited}
        placeholder={isUnlimited ? 'Unlimited' : undefined}
        {...form.register(`${name}.text`, {
          validate: (text, { values }) =>
            values[feature.feature]?.unlimited ||
            !Number.isNaN(parseAmount(feature, text)) ||
            AMOUNT_FAULTS[feature.unit],
        })}
      />
    </Field>
  )
}
