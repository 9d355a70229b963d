import { type Control, type FieldValues, useFormState } from 'react-hook-form'
import { Banner } from '@/components/ui'

/** What went wrong with the form as a whole; errors of one field stand beside it. */
export function FormError<Values extends FieldValues>({ control }: { control: Control<Values> }) {
  const { errors } = useFormState({ control })
  const message = errors.root?.server?.message
  return message ? <Banner tone="error">{message}</Banner> : null
}
