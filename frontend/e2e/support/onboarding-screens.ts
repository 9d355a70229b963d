import { newcomer, ready, type Screen, typical } from './answers'

/** Each question of the way in, empty, answered and refused. */
export const onboarding: Screen[] = [
  { name: 'where-empty', path: '/onboarding', heading: 'Where are most of your people?', answers: newcomer },
  {
    name: 'where-refused',
    path: '/onboarding',
    heading: 'Where are most of your people?',
    answers: newcomer,
    act: (page) => page.getByRole('button', { name: 'Next' }).click(),
  },
  {
    name: 'how-many-empty',
    path: '/onboarding',
    heading: 'Where are most of your people?',
    answers: newcomer,
    act: async (page) => {
      await page.getByRole('radio', { name: 'Newsletter' }).click()
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByLabel('How many subscribers do you have there?').waitFor()
    },
  },
  { name: 'where', path: '/onboarding/where', heading: 'Where are most of your people?', answers: ready },
  { name: 'how-many', path: '/onboarding/how-many', heading: /How many subscribers/, answers: ready },
  { name: 'how-lively', path: '/onboarding/how-lively', heading: 'How lively are they?', answers: typical },
  { name: 'what', path: '/onboarding/what', heading: 'What do you make?', answers: ready },
  { name: 'name', path: '/onboarding/start', heading: 'What shall we call it?', answers: ready },
  {
    name: 'when',
    path: '/onboarding/when',
    heading: 'When would you like to open?',
    answers: ready,
    act: (page) => page.getByRole('button', { name: 'In 6 weeks' }).click(),
  },
  { name: 'review', path: '/onboarding/review', heading: 'A last look', answers: typical },
  {
    name: 'review-failed',
    path: '/onboarding/review',
    heading: 'A last look',
    answers: {
      ...ready,
      'POST /api/v1/projects/': { status: 503, body: { detail: 'The workshop is busy. Please try again.' } },
    },
    act: async (page) => {
      await page.getByRole('button', { name: 'Start the launch' }).click()
      await page.getByRole('alert').waitFor()
    },
  },
]
