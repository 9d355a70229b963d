import { useEffect, useState } from 'react'
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form'

const keyOf = (name: string) => `atelier.settings.${name}`

function read<Values>(name: string): Partial<Values> | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(name)) ?? 'null')
  } catch {
    return null
  }
}

/** What was typed and not saved, from before the page was left; nothing secret is ever kept this way. */
export function useKept<Values extends FieldValues>(name: string): Partial<Values> | null {
  const [kept] = useState(() => read<Values>(name))
  return kept
}

/** Keeps what differs from what is saved, for as long as the tab lives. */
export function useKeep<Values extends FieldValues>(name: string, form: UseFormReturn<Values>) {
  const { isDirty } = form.formState
  useEffect(() => {
    if (!isDirty) sessionStorage.removeItem(keyOf(name))
    return form.subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ values, isDirty: differs }) => {
        if (differs) sessionStorage.setItem(keyOf(name), JSON.stringify(values))
        else sessionStorage.removeItem(keyOf(name))
      },
    })
  }, [name, form, isDirty])
}

/** Lays what was kept over the saved values, so that the form knows it is not saved yet. */
export function restore<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  kept: Partial<Values> | null,
) {
  const saved = form.formState.defaultValues as DefaultValues<Values>
  if (kept) form.reset({ ...saved, ...kept } as Values, { keepDefaultValues: true })
}
