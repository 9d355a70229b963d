import { ada, adasProfile, makeDecision, makePhase, makeProject, makeTask } from '../../src/test/factories'
import type { Answers } from './mocked-app'

const ME = 'GET /api/v1/users/me'
const PROFILE = 'GET /api/v1/projects/profile'
const ACTIVE = 'GET /api/v1/projects/active'
const SESSION = 'GET /_allauth/browser/v1/auth/session'

const missing = (code: string) => ({ status: 404, body: { code, detail: 'There is none yet.' } })

const waitingFor = (flow: string) => ({
  status: 401,
  body: { data: { flows: [{ id: flow, is_pending: true }] }, meta: { is_authenticated: false } },
})

const stranger: Answers = {}

const newcomer: Answers = {
  [ME]: { body: ada },
  [PROFILE]: missing('no_profile'),
  [ACTIVE]: missing('no_active_project'),
}

const ready: Answers = { ...newcomer, [PROFILE]: { body: adasProfile } }

export const project = makeProject({
  target_date: '2026-12-15',
  progress: { overall: 41, planning: 60, execution: 27, timeline: 34 },
  phases: [
    makePhase({
      tasks: [
        makeTask({ completed: true, task_id: 'a' }),
        makeTask({ claimed: { evidence: 'Done!', confidence: 0.6 } }),
      ],
    }),
    makePhase({ id: 'build', title: 'Build the place', kind: 'execution' }),
  ],
  decisions: [
    makeDecision(),
    makeDecision({ id: 'd2', category: 'pricing', display: '$19 a month' }),
    makeDecision({ id: 'd3', category: 'content', display: 'Weekly build-alongs' }),
  ],
})

export const signedIn: Answers = { ...ready, [ACTIVE]: { body: project } }

const mailbox = { 'HEAD /sandbox/mail/': { status: 200 } }

export interface Screen {
  name: string
  path: string
  heading: string | RegExp
  answers: Answers
}

/** Every screen of this part of the app, with what the server says there. */
export const SCREENS: Screen[] = [
  { name: 'front', path: '/', heading: /Your audience is/, answers: stranger },
  { name: 'register', path: '/register', heading: 'Start free', answers: stranger },
  { name: 'login', path: '/login', heading: 'Welcome back', answers: stranger },
  {
    name: 'verify',
    path: '/verify-email',
    heading: 'Check your e-mail',
    answers: { [SESSION]: waitingFor('verify_email'), ...mailbox },
  },
  { name: 'forgot', path: '/forgot-password', heading: 'A new password', answers: stranger },
  { name: 'reset', path: '/reset-password', heading: 'Choose a new password', answers: mailbox },
  { name: 'profile', path: '/onboarding/profile', heading: 'Who are your people?', answers: newcomer },
  { name: 'profile-saved', path: '/onboarding/profile', heading: 'Who are your people?', answers: ready },
  { name: 'start', path: '/onboarding/start', heading: /A premium community/, answers: ready },
  { name: 'home-new', path: '/dashboard', heading: 'Good to see you, Ada', answers: newcomer },
  { name: 'home-ready', path: '/dashboard', heading: 'Good to see you, Ada', answers: ready },
  { name: 'home', path: '/dashboard', heading: 'Good to see you, Ada', answers: signedIn },
  { name: 'settings', path: '/settings', heading: 'Settings', answers: signedIn },
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
