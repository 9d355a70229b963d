import type {
  ActiveProject,
  Decision,
  DecisionCategory,
  DecisionPoint,
  Message,
  Phase,
  Task,
} from '@/lib/api'
import { money } from '@/lib/format'
import type { Outgoing } from '@/lib/realtime/reducer'

export const CATEGORY_NAMES: Record<DecisionCategory, string> = {
  platform: 'Platform',
  pricing: 'Pricing',
  structure: 'Structure',
  timeline: 'Timeline',
  content: 'Content',
}

/** The limit the server keeps, in characters as it counts them. */
export const LONGEST_MESSAGE = 8_000

/** One line of the transcript: a row of the conversation, or a message still on its way. */
export interface Letter {
  key: string
  position: number
  message: Message | null
  outgoing: Outgoing | null
  /** Set on the first letter of a day. */
  opensDay: string | null
}

interface Dated {
  day: string
  letter: Letter | null
}

/**
 * What was worked out for a row the last time. Rows never change, they are replaced; with thousands of them,
 * working out each one's day again at every change of the last would be felt.
 */
const dated = new WeakMap<Message, Dated>()

function datedOf(message: Message): Dated {
  const known = dated.get(message)
  if (known) return known
  const fresh = { day: dayOf(message.created_at), letter: null }
  dated.set(message, fresh)
  return fresh
}

const dayOf = (iso: string) => new Date(iso).toDateString()

/** The row's letter, the same object as long as it says the same. */
function letterOf(message: Message, dayBefore: string): Letter {
  const known = datedOf(message)
  const opensDay = known.day === dayBefore ? null : message.created_at
  if (known.letter?.opensDay === opensDay) return known.letter
  // A user's row keeps the key of the message that was sent, so that it stays the same element when it arrives.
  const { client_id, id, position } = message
  known.letter = { key: client_id ?? id, position, message, outgoing: null, opensDay }
  return known.letter
}

export function lettersOf(messages: readonly Message[], outgoing: Outgoing | null): Letter[] {
  let day = ''
  const letters = messages.map((message) => {
    const letter = letterOf(message, day)
    day = datedOf(message).day
    return letter
  })
  if (!outgoing) return letters
  const { clientId, createdAt } = outgoing
  const position = (messages.at(-1)?.position ?? 0) + 1
  const opensDay = dayOf(createdAt) === day ? null : createdAt
  return [...letters, { key: clientId, position, message: null, outgoing, opensDay }]
}

/** What an answer wrote down, shown under the user's message that caused it. */
export interface Caught {
  decisions: Decision[]
  completions: { task_id: string; title: string }[]
}

function causeOf(message: Message | undefined): string | null {
  return message ? (message.role === 'user' ? message.id : message.reply_to) : null
}

/** Everything caught, by the id of the user's message. What was withdrawn, superseded or un-ticked is left out. */
export function caughtByMessage(
  messages: readonly Message[],
  decisions: readonly Decision[],
  phases: readonly Phase[],
): ReadonlyMap<string, Caught> {
  const ticked = new Set(allTasks(phases).flatMap(({ completed, task_id }) => (completed ? [task_id] : [])))
  const byId = new Map(messages.map((message) => [message.id, message]))
  const caught = new Map<string, Caught>()
  const under = (id: string) => {
    const found = caught.get(id) ?? { decisions: [], completions: [] }
    caught.set(id, found)
    return found
  }
  for (const decision of decisions) {
    const cause = causeOf(byId.get(decision.source_message_id ?? ''))
    if (decision.is_current && cause) under(cause).decisions.push(decision)
  }
  for (const message of messages) {
    const cause = causeOf(message)
    const done =
      message.detected?.completions.filter(({ claimed, task_id }) => !claimed && ticked.has(task_id)) ?? []
    if (cause && done.length > 0) under(cause).completions.push(...done)
  }
  return caught
}

/** Replies to offer: those of the newest answer, once it is written and nothing came after it. */
export function nextSteps(messages: readonly Message[]): string[] {
  const last = messages.at(-1)
  return last?.role === 'assistant' && last.status === 'complete' ? (last.detected?.next_steps ?? []) : []
}

export const allTasks = (phases: readonly Phase[]): Task[] => phases.flatMap(({ tasks }) => tasks)

/** The first phase with something left to do; the last one when nothing is. */
export function currentPhase(phases: readonly Phase[]): number {
  const open = phases.findIndex(({ completed, total }) => completed < total)
  return open === -1 ? phases.length - 1 : open
}

export const currentDecision = (decisions: readonly Decision[], category: DecisionCategory) =>
  decisions.find((decision) => decision.category === category && decision.is_current)

/**
 * The decision the launch waits for: the one the partner's newest answer asks about, else the first open one
 * of the playbook.
 */
export function decidingNow(
  { decisions, playbook }: Pick<ActiveProject, 'decisions' | 'playbook'>,
  lastAnswer: string,
): DecisionCategory | null {
  const open = playbook.decisions.filter(({ category }) => !currentDecision(decisions, category))
  const asked = open.find(({ question }) => lastAnswer.includes(question))
  return (asked ?? open[0])?.category ?? null
}

export const pointOf = (points: readonly DecisionPoint[], category: DecisionCategory) =>
  points.find((point) => point.category === category)

/** 0 to 1 in words and in dots of five; the words carry the meaning, the dots only repeat it. */
export function confidence(value: number): { dots: number; words: string } {
  const dots = Math.min(5, Math.max(1, Math.round(value * 5)))
  const words = ['Unsure', 'Unsure', 'Possible', 'Likely', 'Very likely', 'Certain'][dots] ?? ''
  return { dots, words }
}

export function costInWords({ min_minor, max_minor, currency }: Task['cost']): string {
  if (max_minor === 0) return 'free'
  if (min_minor === max_minor) return money(max_minor, currency)
  const least = min_minor === 0 ? 'free' : money(min_minor, currency)
  return `${least} to ${money(max_minor, currency)}`
}

/** Titles of what has to come first and is not done yet. */
export function waitsFor(task: Task, tasks: readonly Task[]): string[] {
  return tasks
    .filter((other) => task.depends_on.includes(other.task_id) && !other.completed)
    .map(({ title }) => title)
}

/** "Platform and Content", "Platform, Pricing and Content", with the names apart from the words between them. */
export const partsInWords = (names: readonly string[]) => new Intl.ListFormat('en-GB').formatToParts(names)
