import type { Answers } from './answers'
import { checkDate, checkEngagement, checkFollowers, checkName, checkNiche, checkPlatform } from './checks'
import { peopleOf } from './platforms'

export const STEPS = ['where', 'how-many', 'how-lively', 'what', 'name', 'when', 'review'] as const
export type Step = (typeof STEPS)[number]

export const isStep = (slug: string): slug is Step => STEPS.some((step) => step === slug)

/** In the step list. */
export const STEP_LABELS: Record<Step, string> = {
  where: 'Where',
  'how-many': 'How many',
  'how-lively': 'How lively',
  what: 'What',
  name: 'Name',
  when: 'Opening day',
  review: 'A last look',
}

/** The heading, which names the field as well. */
export function questionOf(step: Step, { platform }: Answers): string {
  if (step === 'how-many') return `How many ${peopleOf(platform)} do you have there?`
  return QUESTIONS[step]
}

const QUESTIONS: Record<Exclude<Step, 'how-many'>, string> = {
  where: 'Where are most of your people?',
  'how-lively': 'How lively are they?',
  what: 'What do you make?',
  name: 'What shall we call it?',
  when: 'When would you like to open?',
  review: 'A last look',
}

/** What the answer of a step still needs, in a sentence, or nothing. */
export function complaintOf(step: Step, answers: Answers): string | undefined {
  switch (step) {
    case 'where':
      return checkPlatform(answers.platform)
    case 'how-many':
      return checkFollowers(answers.followers)
    case 'how-lively':
      return checkEngagement(answers.engagement)
    case 'what':
      return checkNiche(answers.niche)
    case 'name':
      return checkName(answers.name)
    case 'when':
      return checkDate(answers.date)
    case 'review':
      return undefined
  }
}

/** The first step before `step` whose answer is missing or wrong. */
export const firstMissing = (answers: Answers, step: Step = 'review'): Step | undefined =>
  STEPS.slice(0, STEPS.indexOf(step)).find((earlier) => complaintOf(earlier, answers))

/** Whether the four answers that make a profile are all there. */
export const hasProfile = (answers: Answers) => firstMissing(answers, 'name') === undefined

/** The step that asks for what the server calls so. */
export const STEP_OF_FIELD: Record<string, Step> = {
  primary_platform: 'where',
  follower_count: 'how-many',
  engagement_rate: 'how-lively',
  niche: 'what',
  business_name: 'name',
  target_date: 'when',
}

export const numberOf = (step: Step) => STEPS.indexOf(step) + 1
export const nextOf = (step: Step): Step => STEPS[numberOf(step)] ?? 'review'
export const previousOf = (step: Step): Step | undefined => STEPS[numberOf(step) - 2]
