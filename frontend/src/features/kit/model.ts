import type { Decision, DecisionCategory, DecisionPoint, Pricing, ProjectState, Task } from '@/lib/api'
import { dayInWords, money } from '@/lib/format'
import type { Content, Item, Kit, Section, SectionId } from './types'

export const CATEGORY_NAMES: Record<DecisionCategory, string> = {
  platform: 'Platform',
  pricing: 'Pricing',
  structure: 'Structure',
  timeline: 'Timeline',
  content: 'Content',
}

/** The decisions as one speaks of them within a sentence. */
const SPOKEN: Record<DecisionCategory, string> = {
  platform: 'the platform',
  pricing: 'the price',
  structure: 'the structure',
  timeline: 'the opening day',
  content: 'the weekly rhythm',
}

/** What each section is composed from; until those decisions stand, it says what we would suggest. */
const RESTS_ON: Record<SectionId, readonly DecisionCategory[]> = {
  positioning: ['platform', 'content'],
  offer: ['platform', 'pricing', 'structure', 'content'],
  structure: ['platform', 'pricing', 'structure'],
  content_calendar: ['timeline', 'content'],
  launch_plan: ['timeline'],
  checklist: [],
}

export const listed = (words: readonly string[]) => new Intl.ListFormat('en-GB').format(words)

export const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten']

/** 2 → "Two"; beyond ten, figures. */
export const numberInWords = (value: number) => NUMBERS[value] ?? String(value)

const isCategory = (word: string): word is DecisionCategory => Object.hasOwn(CATEGORY_NAMES, word)

export const spoken = (categories: readonly string[]) =>
  listed(categories.map((category) => (isCategory(category) ? SPOKEN[category] : category)))

// Sections

export const isSuggested = (section: Section, missing: readonly string[]) =>
  !section.edited && RESTS_ON[section.id].some((category) => missing.includes(category))

/** How a section stands, in a word for the table of contents; null when it is simply composed. */
export function stateOf(
  section: Section,
  missing: readonly string[],
  hasDraft: boolean,
): SectionState | null {
  if (hasDraft) return 'draft'
  if (section.is_stale) return 'stale'
  if (section.edited) return 'edited'
  return isSuggested(section, missing) ? 'suggested' : null
}

export type SectionState = 'draft' | 'stale' | 'edited' | 'suggested'

export const STATES: Record<SectionState, { label: string; tone: 'plain' | 'wait' }> = {
  draft: { label: 'Not saved yet', tone: 'wait' },
  stale: { label: 'New text to see', tone: 'wait' },
  edited: { label: 'Edited', tone: 'plain' },
  suggested: { label: 'Partly suggested', tone: 'plain' },
}

export const contentOf = ({ markdown, items }: Section): Content =>
  items ? { items } : { markdown: markdown ?? '' }

/** Tasks and decisions are ticked elsewhere, and that does not make the section another one. */
const comparable = (content: Content) =>
  'markdown' in content
    ? content.markdown
    : JSON.stringify(
        content.items.map((item) => (item.task_id || decisionOf(item) ? { ...item, done: null } : item)),
      )

export const isSame = (one: Content, other: Content) => comparable(one) === comparable(other)

/** "The price changed since you edited this.", naming what was decided after the edit when that is known. */
export function staleSentence({ edited_at }: Section, decisions: readonly Decision[]): string {
  const later = decisions.filter((row) => row.is_current && edited_at !== null && row.created_at > edited_at)
  const what =
    later.length > 0 ? sentence(spoken(later.map(({ category }) => category))) : 'What it was composed from'
  return `${what} changed since you edited this.`
}

/** The decision an entry of the checklist stands for: it is ticked by deciding, not by hand. */
export function decisionOf({ id, task_id }: Item): DecisionCategory | null {
  const category = id.replace(/^decide-/, '')
  return task_id === null && category !== id && isCategory(category) ? category : null
}

/** The checklist as it is now: whatever was edited, a decision is ticked while it stands. */
export const withDecisions = (items: readonly Item[], missing: readonly string[]): Item[] =>
  items.map((item) => {
    const category = decisionOf(item)
    return category ? { ...item, done: !missing.includes(category) } : item
  })

export interface Group {
  heading: string
  items: Item[]
}

/** Items under their headings, both in the order in which they came. */
export function grouped(items: readonly Item[]): Group[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item])
  return [...groups].map(([heading, under]) => ({ heading, items: under }))
}

export interface Day {
  date: string | null
  items: Item[]
}

/** Items by day, the days in order; what has no day comes last. */
export function byDay(items: readonly Item[]): Day[] {
  const days = new Map<string | null, Item[]>()
  for (const item of items) days.set(item.date, [...(days.get(item.date) ?? []), item])
  return [...days]
    .map(([date, on]) => ({ date, items: on.toSorted((a, b) => (a.time ?? '').localeCompare(b.time ?? '')) }))
    .toSorted((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'))
}

// Days

/** "2026-11-21" where the clocks of `zone` are. */
export function todayIn(zone: string, now = new Date()): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  return parts.format(now)
}

const DAY_MS = 86_400_000

export const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/** "in 24 days", "tomorrow", "today", "3 days ago" */
export const fromToday = (days: number) =>
  new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' }).format(days, 'day')

const parts = (date: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(new Date(`${date}T00:00:00Z`))

export const weekday = (date: string) => parts(date, { weekday: 'short' })
export const longWeekday = (date: string) => parts(date, { weekday: 'long' })
export const dayNumber = (date: string) => parts(date, { day: 'numeric' })
export const monthName = (date: string) => parts(date, { month: 'short' })
/** "Tuesday 15 December" */
export const dayLine = (date: string) => parts(date, { weekday: 'long', day: 'numeric', month: 'long' })
/** "15 Dec" */
export const shortDay = (date: string) => parts(date, { day: 'numeric', month: 'short' })

/** "15 Dec to 21 Dec", of the days that are set. */
export function spanOf(items: readonly Item[]): string {
  const days = items.flatMap(({ date }) => (date ? [date] : [])).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return ''
  return first === last ? shortDay(first) : `${shortDay(first)} to ${shortDay(last)}`
}

const OPENS = { decided: 'Doors open on', target: 'Aiming for', suggested: 'Suggested:' } as const

export const openingLine = ({ opening_day, opening_day_is }: Pick<Kit, 'opening_day' | 'opening_day_is'>) =>
  opening_day ? `${OPENS[opening_day_is]} ${dayInWords(opening_day)}` : 'The opening day is still open'

// Summary

export interface Standing {
  point: DecisionPoint
  decision: Decision | null
}

/** The playbook's decisions in its order, each with what stands. */
export const standing = ({ playbook, decisions }: Pick<ProjectState, 'playbook' | 'decisions'>): Standing[] =>
  playbook.decisions.map((point) => ({
    point,
    decision: decisions.find((row) => row.category === point.category && row.is_current) ?? null,
  }))

/** Open tasks in the order of the plan, those whose groundwork is done before those that wait for it. */
export function nextTasks({ phases }: Pick<ProjectState, 'phases'>, most = 3): Task[] {
  const tasks = phases.flatMap((phase) => phase.tasks)
  const done = new Set(tasks.flatMap(({ completed, task_id }) => (completed ? [task_id] : [])))
  const open = tasks.filter(({ completed }) => !completed)
  const isReady = (task: Task) => task.depends_on.every((id) => done.has(id))
  return [...open.filter(isReady), ...open.filter((task) => !isReady(task))].slice(0, most)
}

export interface Reckoning {
  sentences: string[]
  reason: string
  /** "33 to 98 members" */
  members: string | null
  /** "$627 to $1,862 a month" */
  income: string | null
}

const MEMBERS = /: (?:about )?([\d,]+(?: to [\d,]+)? members?)\b/
const INCOME = /^At (\S+) that is (.+)\.$/

const PERIODS: Record<Pricing['period'], string> = {
  week: 'a week',
  month: 'a month',
  quarter: 'a quarter',
  year: 'a year',
  once: 'once',
}

const isPricing = (value: unknown): value is Pricing =>
  typeof value === 'object' && value !== null && 'amount_minor' in value && 'period' in value

/**
 * The price's arithmetic, sentence by sentence as it was recommended. Where another price was decided, the line
 * about income is reckoned for that one, from the same members.
 */
export function reckoning({
  playbook,
  decisions,
}: Pick<ProjectState, 'playbook' | 'decisions'>): Reckoning | null {
  const advice = playbook.decisions.find(({ category }) => category === 'pricing')?.recommendation
  if (!advice || advice.arithmetic.length === 0) return null
  const decided = decisions.find(({ category, is_current }) => category === 'pricing' && is_current)?.value
  const members = firstMatch(advice.arithmetic, MEMBERS)?.[1] ?? null
  const own = isPricing(decided) && !isPricedAs(decided, advice.value) ? decided : null
  const sentences =
    own && members ? advice.arithmetic.map((line) => repriced(line, own, members)) : advice.arithmetic
  return {
    sentences,
    reason: own ? '' : advice.reason,
    members,
    income: firstMatch(sentences, INCOME)?.[2] ?? null,
  }
}

function firstMatch(lines: readonly string[], pattern: RegExp) {
  return lines.map((line) => line.match(pattern)).find((found) => found !== null)
}

const isPricedAs = (price: Pricing, advised: unknown) =>
  isPricing(advised) &&
  advised.amount_minor === price.amount_minor &&
  advised.currency === price.currency &&
  advised.period === price.period

function repriced(line: string, { amount_minor, currency, period }: Pricing, members: string): string {
  if (!INCOME.test(line)) return line
  const people = (members.match(/[\d,]+/g) ?? []).map((figure) => Number(figure.replaceAll(',', '')))
  const range = people.map((many) => money(many * amount_minor, currency)).join(' to ')
  return `At ${money(amount_minor, currency)} that is ${range} ${PERIODS[period]}.`
}

/** Seconds the session clock of this device has counted for the launch; 0 when it never ran here. */
export function secondsSpent(projectId: string): number {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`atelier.clock.${projectId}`) ?? '0')
    const seconds = typeof kept === 'object' && kept !== null && 'seconds' in kept ? Number(kept.seconds) : 0
    return seconds > 0 ? seconds : 0
  } catch {
    return 0 // Storage can be switched off, and then no clock was kept.
  }
}
