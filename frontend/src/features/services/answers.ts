import { isApiError } from '@/lib/api'
import { parseCount } from '@/lib/format'
import type { Answers, Question } from './types'

/** The server's limits (packages/forms.py); it has the last word. */
export const LONGEST: Partial<Record<Question['kind'], number>> = { text: 300, long_text: 5000, url: 500 }
const MOST_NUMBER = 10 ** 9

export const emptyAnswers = (form: readonly Question[]): Answers =>
  Object.fromEntries(form.map(({ name }) => [name, '']))

/** What is wrong with an answer; empty where nothing is. */
export function faultOf({ kind, required }: Question, typed = ''): string {
  const text = typed.trim()
  if (!text) return required ? 'Please answer this one: we cannot name a price without it.' : ''
  if (kind === 'number') {
    const number = parseCount(text)
    return number >= 0 && number <= MOST_NUMBER ? '' : 'Please write a whole number, such as 14.'
  }
  const longest = LONGEST[kind]
  if (longest && [...text].length > longest)
    return `Please use at most ${longest.toLocaleString('en')} characters.`
  return kind !== 'url' || isWebAddress(text)
    ? ''
    : 'Please write a whole address, such as https://example.com.'
}

function isWebAddress(text: string) {
  const { protocol, hostname } = URL.parse(text) ?? {}
  return (protocol === 'http:' || protocol === 'https:') && Boolean(hostname)
}

/** As the server takes them: what was left empty is left out, numbers are numbers. */
export function toWire(form: readonly Question[], answers: Answers): Record<string, string | number> {
  const given = form.flatMap(({ name, kind }) => {
    const text = (answers[name] ?? '').trim()
    return text ? [[name, kind === 'number' ? parseCount(text) : text] as const] : []
  })
  return Object.fromEntries(given)
}

/** What an order holds, as it would have been typed. */
export const fromWire = (form: readonly Question[], answers: Record<string, unknown>): Answers =>
  Object.fromEntries(form.map(({ name }) => [name, String(answers[name] ?? '')]))

/** The server's sentences by the question they speak of: they come one level down, under `answers`. */
export function sentencesOf(error: unknown): Record<string, string> {
  const errors = isApiError(error, 'invalid') ? (error.body.errors as Record<string, unknown>) : undefined
  const told = errors?.answers
  if (typeof told !== 'object' || told === null || Array.isArray(told)) return {}
  return Object.fromEntries(Object.entries(told).map(([name, said]) => [name, [said].flat().join(' ')]))
}
