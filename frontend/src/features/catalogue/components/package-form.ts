import { parseMoney, plainMoney } from '@/lib/format'
import type { CataloguePackage, PackageEdit, PackageQuestion } from '../types'

export interface TypedQuestion {
  name: string
  label: string
  kind: PackageQuestion['kind']
  required: boolean
  help: string
  /** A line for each. */
  choices: string
}

export interface PackageForm {
  name: string
  summary: string
  position: string
  least: string
  most: string
  deliverables: string
  is_public: boolean
  questions: TypedQuestion[]
}

export const QUESTION_KINDS: Record<PackageQuestion['kind'], string> = {
  text: 'A line of text',
  long_text: 'A longer text',
  url: 'A web address',
  choice: 'One of several',
  number: 'A number',
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

export const formOf = (row: CataloguePackage): PackageForm => ({
  name: row.name,
  summary: row.summary,
  position: String(row.position),
  least: plainMoney(row.price_from_minor, row.currency),
  most: plainMoney(row.price_to_minor, row.currency),
  deliverables: row.deliverables.join('\n'),
  is_public: row.is_public,
  questions: row.form.map((question) => ({ ...question, choices: question.choices.join('\n') })),
})

/** "How many pages?" → "how_many_pages": what the answer is kept under, unlike any other. */
export function nameFor(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
  const base =
    plain
      .replace(/^_+|_+$/g, '')
      .replace(/^(?=\d)/, 'q_')
      .slice(0, 34) || 'question'
  const free = [base, ...Array.from({ length: 50 }, (_, at) => `${base}_${at + 2}`)]
  return free.find((name) => !taken.includes(name)) ?? base
}

function wireQuestions(questions: readonly TypedQuestion[]): PackageQuestion[] {
  const taken = questions.map(({ name }) => name).filter(Boolean)
  return questions.map(({ name, label, kind, required, help, choices }) => {
    const kept = name || nameFor(label, taken)
    taken.push(kept)
    return {
      name: kept,
      label: label.trim(),
      kind,
      required,
      help: help.trim(),
      choices: kind === 'choice' ? linesOf(choices) : [],
    }
  })
}

/** What was set otherwise than it stands in `row`. */
export function changedFields(row: CataloguePackage, form: PackageForm): PackageEdit {
  const typed = {
    name: form.name.trim(),
    summary: form.summary.trim(),
    position: Number(form.position),
    price_from_minor: parseMoney(form.least, row.currency),
    price_to_minor: parseMoney(form.most, row.currency),
    deliverables: linesOf(form.deliverables),
    form: wireQuestions(form.questions),
    is_public: form.is_public,
  }
  const same = (name: string, value: unknown) =>
    JSON.stringify(inOrder(row[name as keyof typeof typed])) === JSON.stringify(inOrder(value))
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => !same(name, value)))
}

/** The keys of every row in one order, so that rows can be compared as text. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}
