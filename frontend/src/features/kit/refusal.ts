import { type ApiError, sentenceFor } from '@/lib/api'
import type { Content } from './types'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const FIELD_NAMES: Record<string, string> = { title: 'Title', note: 'Note', date: 'Date', time: 'Time' }

/**
 * Why the server would not take a section, for people. What is wrong with entries comes by their place in the
 * list and is told by their titles.
 */
export function refusalOf(error: ApiError, content: Content): string {
  if (error.code !== 'invalid') return sentenceFor(error)
  const { errors } = error.body
  const byPlace = isRecord(errors) && isRecord(errors.items) ? errors.items : null
  if (byPlace && 'items' in content) return entriesOf(byPlace, content.items).join(' ')
  const sentences = [...new Set(Object.values(error.errors).flat())]
  return sentences.length > 0 ? sentences.join(' ') : sentenceFor(error)
}

function entriesOf(byPlace: Record<string, unknown>, items: readonly { title: string }[]): string[] {
  return Object.entries(byPlace).flatMap(([place, fields]) => {
    if (!isRecord(fields)) return []
    const title = items[Number(place)]?.title.trim()
    const entry = title ? `“${title}”` : `Entry ${Number(place) + 1}`
    return Object.entries(fields).map(
      ([field, sentences]) => `${entry}, ${FIELD_NAMES[field] ?? field}: ${[sentences].flat().join(' ')}`,
    )
  })
}
