import type { Page } from '@playwright/test'
import {
  ada,
  adasProfile,
  makeActivity,
  makeDecision,
  makePhase,
  makeProject,
  makeQuestion,
  makeSummary,
  makeTask,
  makeUsage,
} from '../../src/test/factories'
import type { Answers } from './mocked-app'

/** One screen of the app with what the server says there. */
export interface Screen {
  name: string
  path: string
  heading: string | RegExp
  answers: Answers
  /** What is done once the screen is there. */
  act?: (page: Page) => Promise<void>
}

export const ME = 'GET /api/v1/users/me'
export const PROFILE = 'GET /api/v1/projects/profile'
export const ACTIVE = 'GET /api/v1/projects/active'
export const SESSION = 'GET /_allauth/browser/v1/auth/session'

const missing = (code: string) => ({ status: 404, body: { code, detail: 'There is none yet.' } })

export const waitingFor = (flow: string) => ({
  status: 401,
  body: { data: { flows: [{ id: flow, is_pending: true }] }, meta: { is_authenticated: false } },
})

export const stranger: Answers = {}

export const page = (results: unknown[], next: string | null = null) => ({
  body: { results, next, previous: null },
})

export const newcomer: Answers = {
  'GET /api/v1/activity/': page([makeActivity({ kind: 'people', text: 'You opened the workspace' })]),
  'GET /api/v1/ai/usage': { body: makeUsage() },
  'GET /api/v1/projects/': page([]),
  [ME]: { body: ada },
  [PROFILE]: missing('no_profile'),
  [ACTIVE]: missing('no_active_project'),
}

export const ready: Answers = { ...newcomer, [PROFILE]: { body: adasProfile } }

export const typical: Answers = {
  ...ready,
  [PROFILE]: {
    body: { ...adasProfile, engagement_rate: 3, signals: { engagement_rate_is_typical: true } },
  },
}

const question = makeQuestion({
  category: 'timeline',
  question: 'When do the doors open?',
  why: 'A date makes everything before it plannable, and gives people something to look forward to.',
})

export const project = makeProject({
  playbook: { key: 'premium_community', version: 1, title: 'Premium community', decisions: [question] },
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

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

const lately = page(
  [
    makeActivity({ id: '1', at: hoursAgo(0.3), text: 'You decided the content: Weekly build-alongs' }),
    makeActivity({
      id: '2',
      at: hoursAgo(0.5),
      kind: 'task',
      text: 'Your partner asks whether “Write the one-line promise” is done',
    }),
    makeActivity({ id: '3', at: hoursAgo(0.6), text: 'You decided the price: $19 a month' }),
    makeActivity({
      id: '4',
      at: hoursAgo(26),
      kind: 'task',
      text: 'You ticked: Write down the numbers you already have',
    }),
    makeActivity({
      id: '5',
      at: hoursAgo(26.2),
      kind: 'launch',
      text: 'You began the launch of Pixel & Pine',
    }),
    makeActivity({
      id: '6',
      at: hoursAgo(26.4),
      kind: 'profile',
      text: 'You saved the numbers of the audience',
    }),
  ],
  'http://atelier.test/api/v1/activity/?cursor=older',
)

const home: Answers = {
  'GET /api/v1/activity/': lately,
  'GET /api/v1/ai/usage': {
    body: makeUsage({ messages: { used: 12, limit: 50, left: 38, resets_at: hoursAgo(-9) } }),
  },
  'GET /api/v1/projects/': page([
    makeSummary(),
    makeSummary({
      id: 'done',
      status: 'completed',
      completed_at: '2026-03-02T10:00:00Z',
      business: { id: 'b3', name: 'The Quiet Desk' },
    }),
  ]),
}

const account: Answers = {
  'GET /api/v1/letters/preferences': { body: { usage: true, weekly: false } },
  'GET /_allauth/browser/v1/account/email': {
    body: { data: [{ email: ada.email, verified: true, primary: true }] },
  },
  'GET /_allauth/browser/v1/auth/sessions': {
    body: {
      data: [
        {
          id: 1,
          ip: '127.0.0.1',
          user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
          created_at: Date.now() / 1000 - 3_600,
          is_current: true,
        },
        {
          id: 2,
          ip: '10.0.0.7',
          user_agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1',
          created_at: Date.now() / 1000 - 96_400,
          is_current: false,
        },
      ],
    },
  },
}

export const signedIn: Answers = { ...ready, ...home, ...account, [ACTIVE]: { body: project } }

const decided = makeProject({
  ...project,
  progress: { overall: 68, planning: 100, execution: 52, timeline: 71 },
  phases: [makePhase({ tasks: [makeTask()] })],
  decisions: [
    ...project.decisions,
    makeDecision({ id: 'd4', category: 'structure', display: 'Member and Patron' }),
    makeDecision({ id: 'd5', category: 'timeline', value: '2027-12-15', display: '15 December 2027' }),
  ],
})

export const allDecided: Answers = {
  ...signedIn,
  [ACTIVE]: { body: decided },
  'GET /api/v1/ai/usage': {
    body: makeUsage({ messages: { used: 50, limit: 50, left: 0, resets_at: hoursAgo(-9) } }),
  },
}

export const mailbox = { 'HEAD /sandbox/mail/': { status: 200 } }

export const codeAwaited: Answers = {
  ...signedIn,
  ...mailbox,
  'GET /_allauth/browser/v1/account/email': {
    body: {
      data: [
        { email: ada.email, verified: true, primary: true },
        { email: 'ada@work.example.com', verified: false, primary: false },
      ],
    },
  },
}

export const asDemo: Answers = { ...signedIn, [ME]: { body: { ...ada, is_demo: true } } }

export const withDemo: Answers = {
  'GET /api/v1/demo': {
    body: {
      available: true,
      name: 'Nora Lindgren',
      about:
        'Nora builds desks and shelves on YouTube. Her launch is half done: three of five decisions stand, and her partner has just asked the fourth.',
    },
  },
}
