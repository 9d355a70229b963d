import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import { isApiError, sentenceFor } from './errors'

/**
 * Puts the server's sentences beside the fields they speak of; whatever concerns no field becomes the
 * form's own error (`errors.root.server`). Focus moves to the first field with an error.
 */
export function showServerErrors<Values extends FieldValues>(
  error: unknown,
  form: Pick<UseFormReturn<Values>, 'setError'>,
  fields: readonly FieldPath<Values>[],
): void {
  const sentences = isApiError(error) ? error.errors : {}
  const known = fields.filter((field) => sentences[field]?.length)
  for (const [index, field] of known.entries()) {
    const message = sentences[field]?.join(' ')
    form.setError(field, { type: 'server', message }, { shouldFocus: index === 0 })
  }
  if (known.length === 0) form.setError('root.server', { type: 'server', message: generalSentence(error) })
}

function generalSentence(error: unknown): string {
  const rest = isApiError(error) ? Object.values(error.errors).flat() : []
  return rest.length > 0 ? rest.join(' ') : sentenceFor(error)
}
