import { DECISIONS, makeKit, makeState, withSection } from '../../src/test/kit'
import {
  ACTIVE,
  allDecided,
  asDemo,
  codeAwaited,
  mailbox,
  newcomer,
  PROFILE,
  project,
  ready,
  type Screen,
  SESSION,
  signedIn,
  stranger,
  waitingFor,
  withDemo,
} from './answers'
import { billingScreens } from './billing-screens'
import type { Answers } from './mocked-app'
import { analytics, money } from './money-screens'
import { buying } from './offers'
import { onboarding } from './onboarding-screens'
import { catalogue, services } from './selling-screens'

const PROJECT_PATH = `/projects/${project.id}`
const kitAnswers = (kit = makeKit(), state = makeState()): Answers => ({
  ...ready,
  [ACTIVE]: { body: makeState() },
  [`GET /api/v1${PROJECT_PATH}`]: { body: state },
  [`GET /api/v1${PROJECT_PATH}/kit`]: { body: kit },
})

/** Two decisions open, one section edited and overtaken, the partner's draft at hand. */
const halfway = () =>
  withSection(
    makeKit({
      missing: ['structure', 'timeline'],
      opening_day: '2027-01-08',
      opening_day_is: 'suggested',
      sandbox: true,
      draft: { status: 'ready', detail: '' },
    }),
    'offer',
    { edited: true, edited_at: '2026-11-20T10:00:00Z', is_stale: true },
  )

const openDecisions = () =>
  makeState({
    decisions: DECISIONS.filter(({ category }) => category !== 'structure' && category !== 'timeline'),
  })

/** Every screen of this part of the app, with what the server says there. */
export const SCREENS: Screen[] = [
  { name: 'landing', path: '/', heading: /Your audience is/, answers: stranger },
  { name: 'pricing', path: '/pricing', heading: /One price/, answers: stranger },
  {
    name: 'pricing-by-year',
    path: '/pricing',
    heading: /One price/,
    answers: buying,
    act: (page) => page.getByText('Year', { exact: true }).click(),
  },
  { name: 'register', path: '/register', heading: 'Start free', answers: stranger },
  { name: 'login', path: '/login', heading: 'Welcome back', answers: stranger },
  { name: 'login-demo', path: '/login', heading: 'Welcome back', answers: withDemo },
  {
    name: 'verify',
    path: '/verify-email',
    heading: 'Check your e-mail',
    answers: { [SESSION]: waitingFor('verify_email'), ...mailbox },
  },
  { name: 'forgot', path: '/forgot-password', heading: 'A new password', answers: stranger },
  { name: 'reset', path: '/reset-password', heading: 'Choose a new password', answers: mailbox },
  ...onboarding,
  { name: 'profile', path: '/onboarding/profile', heading: 'Your numbers', answers: ready },
  { name: 'profile-launched', path: '/onboarding/profile', heading: 'Your numbers', answers: signedIn },
  { name: 'home-new', path: '/dashboard', heading: 'Good to see you, Ada', answers: newcomer },
  { name: 'home-ready', path: '/dashboard', heading: 'Good to see you, Ada', answers: ready },
  { name: 'home', path: '/dashboard', heading: 'Good to see you, Ada', answers: signedIn },
  { name: 'home-demo', path: '/dashboard', heading: 'Good to see you, Ada', answers: asDemo },
  { name: 'home-decided', path: '/dashboard', heading: 'Good to see you, Ada', answers: allDecided },
  { name: 'settings-code', path: '/settings#email', heading: 'Settings', answers: codeAwaited },
  { name: 'settings', path: '/settings', heading: 'Settings', answers: signedIn },
  ...money,
  analytics,
  ...billingScreens(signedIn),
  ...services,
  catalogue,
  { name: 'summary', path: `${PROJECT_PATH}/summary`, heading: 'What you decided', answers: kitAnswers() },
  {
    name: 'summary-open',
    path: `${PROJECT_PATH}/summary`,
    heading: 'What you have so far',
    answers: kitAnswers(halfway(), openDecisions()),
  },
  { name: 'kit', path: `${PROJECT_PATH}/kit`, heading: 'Launch kit', answers: kitAnswers() },
  {
    name: 'kit-open',
    path: `${PROJECT_PATH}/kit`,
    heading: 'Launch kit',
    answers: kitAnswers(halfway(), openDecisions()),
  },
  {
    name: 'kit-editing',
    path: `${PROJECT_PATH}/kit`,
    heading: 'Launch kit',
    answers: kitAnswers(),
    act: (page) => page.getByRole('button', { name: 'Edit Offer and price' }).click(),
  },
  {
    name: 'kit-editing-list',
    path: `${PROJECT_PATH}/kit`,
    heading: 'Launch kit',
    answers: kitAnswers(),
    act: (page) => page.getByRole('button', { name: 'Edit Content calendar' }).click(),
  },
  {
    name: 'not-found',
    path: '/nothing-here',
    heading: 'This page is not in the workshop',
    answers: stranger,
  },
  {
    name: 'error',
    path: '/dashboard',
    heading: 'That did not work',
    answers: { ...ready, [PROFILE]: { status: 400, body: { detail: 'The profile could not be read.' } } },
  },
]
