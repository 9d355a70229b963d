import type { ActiveProject, Activity, DecisionPoint, Phase, Profile, Task } from '@/lib/api'
import { daysUntil, isoDay, plural, relativeDay } from '@/lib/format'

export interface NextStep {
  phase: Phase
  task: Task
}

/** The first open task whose groundwork is done; null once everything is. */
export function nextStep({ phases }: ActiveProject): NextStep | null {
  const done = new Set(
    phases.flatMap(({ tasks }) => tasks.filter((task) => task.completed).map((task) => task.task_id)),
  )
  const open = phases.flatMap((phase) =>
    phase.tasks.filter((task) => !task.completed).map((task) => ({ phase, task })),
  )
  return open.find(({ task }) => task.depends_on.every((id) => done.has(id))) ?? open[0] ?? null
}

export const currentDecisions = ({ decisions }: ActiveProject) => decisions.filter((row) => row.is_current)

export const DECISION_COUNT = 5

/** Tasks someone said were done and nobody has confirmed. */
export const claimedTasks = ({ phases }: ActiveProject) =>
  phases.flatMap(({ tasks }) => tasks.filter((task) => task.claimed && !task.completed))

/** The first question of the playbook without a standing answer. */
export function openQuestion(project: ActiveProject): DecisionPoint | null {
  const decided = new Set(currentDecisions(project).map(({ category }) => category))
  return project.playbook.decisions.find(({ category }) => !decided.has(category)) ?? null
}

export const allDecided = (project: ActiveProject) => currentDecisions(project).length >= DECISION_COUNT

/** The day the doors open: the decided one where it is a date, else the one aimed at. */
export function openingDay(project: ActiveProject): string | null {
  const timeline = currentDecisions(project).find(({ category }) => category === 'timeline')?.value
  const decided = typeof timeline === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(timeline) ? timeline : null
  return decided ?? project.target_date
}

export type Destination = 'profile' | 'start' | 'workspace' | 'kit'

/** One thing to do now, as a sentence and a button. */
export interface NextAction {
  /** What it concerns, above the sentence. */
  about: string
  sentence: string
  why: string
  minutes: number | null
  label: string
  to: Destination
}

export function nextAction(
  profile: Profile | null,
  project: ActiveProject | null,
  today = isoDay(new Date()),
): NextAction {
  if (!profile) return SET_UP
  if (!project) return START
  return (
    answerQuestion(project) ??
    confirmClaim(project) ??
    keepGoing(project, today) ??
    doTask(project) ??
    readKit(project)
  )
}

const SET_UP: NextAction = {
  about: 'First',
  sentence: 'Say who your people are',
  why: 'Where people follow you, how many, how lively they are, and what you make. Price and plan are worked out from them.',
  minutes: 2,
  label: 'Say who you are',
  to: 'profile',
}

const START: NextAction = {
  about: 'Your numbers are in',
  sentence: 'Start the launch of something paid',
  why: 'A talk with your partner settles the five decisions of a premium community. You can stop and come back at any time.',
  minutes: 30,
  label: 'Start the launch',
  to: 'start',
}

function answerQuestion(project: ActiveProject): NextAction | null {
  const question = openQuestion(project)
  if (!question) return null
  const left = DECISION_COUNT - currentDecisions(project).length
  return {
    about: left === 1 ? 'The last decision' : `${plural(left, 'decision')} to go`,
    sentence: question.question,
    why: question.why,
    minutes: null,
    label: 'Answer your partner',
    to: 'workspace',
  }
}

function confirmClaim(project: ActiveProject): NextAction | null {
  const [task, ...more] = claimedTasks(project)
  if (!task) return null
  return {
    about: more.length > 0 ? `${plural(more.length + 1, 'task')} to confirm` : 'A task to confirm',
    sentence: `Is “${task.title}” done?`,
    why: task.claimed?.evidence
      ? `You said: “${task.claimed.evidence}” Your partner would like to be sure.`
      : 'Your partner heard that it is, and would like to be sure.',
    minutes: null,
    label: 'Confirm it',
    to: 'workspace',
  }
}

/** Once the doors are open, what counts is to stay. */
function keepGoing(project: ActiveProject, today: string): NextAction | null {
  const opening = openingDay(project)
  if (!opening || !allDecided(project) || daysUntil(opening, today) > 0) return null
  const next = nextStep(project)
  return {
    about: daysUntil(opening, today) === 0 ? 'The doors open today' : 'The doors are open',
    sentence: next ? next.task.title : 'Keep the rhythm you chose',
    why: next
      ? next.task.why
      : 'People stay where something happens every week. Tell your partner how the first days went, and what comes next.',
    minutes: next?.task.minutes ?? null,
    label: next ? 'Do it now' : 'Talk it over',
    to: 'workspace',
  }
}

function doTask(project: ActiveProject): NextAction | null {
  const next = nextStep(project)
  if (!next) return null
  return {
    about: `Next, in “${next.phase.title}”`,
    sentence: next.task.title,
    why: next.task.why,
    minutes: next.task.minutes,
    label: 'Do it now',
    to: 'workspace',
  }
}

const readKit = (project: ActiveProject): NextAction => ({
  about: 'Every task of the plan is done',
  sentence: 'Read your launch kit once more before the doors open',
  why: `Offer, price, calendar and plan of ${project.business.name || 'your launch'}, ready to be printed or shared.`,
  minutes: null,
  label: 'Open the launch kit',
  to: 'kit',
})

/** "in 24 days", "tomorrow", "today", "3 days ago" */
export function countdown(day: string, today = isoDay(new Date())): string {
  const days = daysUntil(day, today)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days === -1) return 'yesterday'
  return days > 0 ? `in ${plural(days, 'day')}` : `${plural(-days, 'day')} ago`
}

export interface ActivityDay {
  day: string
  rows: Activity[]
}

/** Newest day first, in the reader's own zone. */
export function byDay(rows: Activity[], now = new Date()): ActivityDay[] {
  const days: ActivityDay[] = []
  for (const row of rows) {
    const day = relativeDay(row.at, now)
    const last = days.at(-1)
    if (last?.day === day) last.rows.push(row)
    else days.push({ day, rows: [row] })
  }
  return days
}
