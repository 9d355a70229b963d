import type { Page } from '@playwright/test'
import { makeHappening, makePlatform } from '../../src/test/analytics'
import { makeCatalogue, root } from '../../src/test/catalogue'
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
import {
  BOUGHT,
  emptyMoney,
  makeEntry,
  makeMoney,
  makeProjections,
  makeReceipt,
} from '../../src/test/finance'
import { DECISIONS, makeKit, makeState, withSection } from '../../src/test/kit'
import { drafted, inProgress, quoted, requested } from '../../src/test/orders'
import { billingScreens } from './billing-screens'
import type { Answers } from './mocked-app'
import { buying, packages } from './offers'

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

const page = (results: unknown[], next: string | null = null) => ({ body: { results, next, previous: null } })

const newcomer: Answers = {
  'GET /api/v1/activity/': page([makeActivity({ kind: 'people', text: 'You opened the workspace' })]),
  'GET /api/v1/ai/usage': { body: makeUsage() },
  'GET /api/v1/projects/': page([]),
  [ME]: { body: ada },
  [PROFILE]: missing('no_profile'),
  [ACTIVE]: missing('no_active_project'),
}

const ready: Answers = { ...newcomer, [PROFILE]: { body: adasProfile } }

const typical: Answers = {
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

const allDecided: Answers = {
  ...signedIn,
  [ACTIVE]: { body: decided },
  'GET /api/v1/ai/usage': {
    body: makeUsage({ messages: { used: 50, limit: 50, left: 0, resets_at: hoursAgo(-9) } }),
  },
}

const mailbox = { 'HEAD /sandbox/mail/': { status: 200 } }

const codeAwaited: Answers = {
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

const asDemo: Answers = { ...signedIn, [ME]: { body: { ...ada, is_demo: true } } }

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

/** Until today, so that what is expected goes on from there. */
const moneyNow = () => makeMoney({ until: new Date().toISOString().slice(0, 10) })

const moneyAnswers = (summary = moneyNow()): Answers => ({
  ...signedIn,
  'GET /api/v1/finance/summary': { body: summary },
  'GET /api/v1/finance/projections': { body: makeProjections() },
  'GET /api/v1/finance/entries/': page(
    [
      makeEntry(),
      makeEntry({ id: 'e2', description: 'Founding membership', amount_minor: 1900 }),
      makeEntry({ id: 'e3', description: 'Ambient Rain, 3 hours', grade: 'imported', source: 'Gumroad' }),
      BOUGHT,
    ],
    'http://atelier.test/api/v1/finance/entries/?cursor=older',
  ),
  'GET /api/v1/finance/entries/sum': { body: { count: 71, sum_minor: 128_400, currency: 'USD' } },
  [`GET /api/v1/finance/entries/${BOUGHT.id}`]: { body: BOUGHT },
  [`GET /api/v1/finance/entries/${makeReceipt().id}`]: { body: makeReceipt() },
})

/** The chart and the receipts come after the page. */
const drawn = async (page: Page) => {
  await page.locator('.recharts-surface').first().waitFor()
}

const inTheBooks = (item: string) => async (page: Page) => {
  await page.getByRole('button', { name: 'Books' }).click()
  await page.getByRole('menuitem', { name: item }).click()
  await page.getByRole('dialog').waitFor()
}

const money: Screen[] = [
  { name: 'money', path: '/finance', heading: 'Money', answers: moneyAnswers(), act: drawn },
  {
    name: 'money-table',
    path: '/finance',
    heading: 'Money',
    answers: moneyAnswers(),
    act: (page) => page.getByRole('button', { name: 'Show as table' }).click(),
  },
  {
    name: 'money-receipts',
    path: '/finance',
    heading: 'Money',
    answers: moneyAnswers(),
    act: async (page) => {
      await page.getByRole('button', { name: /^Earned/ }).click()
      await page.getByText('Sum of receipts').waitFor()
    },
  },
  {
    name: 'money-receipt',
    path: '/finance',
    heading: 'Money',
    answers: moneyAnswers(),
    act: async (page) => {
      await page.getByRole('button', { name: /^Models and tools/ }).click()
      await page.getByRole('button', { name: /^Clay/ }).click()
      await page.getByRole('button', { name: 'Reverse this entry…' }).click()
    },
  },
  {
    name: 'money-sandbox',
    path: '/finance?world=simulated',
    heading: 'Money',
    answers: moneyAnswers(makeMoney({ world: 'simulated', left_out: [], goals: [] })),
    act: drawn,
  },
  { name: 'money-empty', path: '/finance', heading: 'Money', answers: moneyAnswers(emptyMoney()) },
  {
    name: 'money-expense',
    path: '/finance',
    heading: 'Money',
    answers: moneyAnswers(),
    act: inTheBooks('Add an expense'),
  },
  {
    name: 'money-import',
    path: '/finance',
    heading: 'Money',
    answers: moneyAnswers(),
    act: inTheBooks('Import a CSV file'),
  },
  {
    name: 'money-goal',
    path: '/finance',
    heading: 'Money',
    answers: moneyAnswers(),
    act: async (page) => {
      await page.getByRole('button', { name: 'Set a goal' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'money-hidden',
    path: '/finance',
    heading: 'Money',
    answers: {
      ...signedIn,
      'GET /api/v1/finance/summary': {
        status: 403,
        body: { code: 'money_hidden', detail: 'Only owners, admins and the accountant see this money.' },
      },
    },
  },
]

/** For superusers, with everything on it. */
const analytics: Screen = {
  name: 'analytics',
  path: '/analytics?since=2026-11-01&until=2026-11-10',
  heading: 'Analytics',
  answers: {
    ...signedIn,
    [ME]: { body: { ...ada, is_superuser: true } },
    'GET /api/v1/analytics/summary': { body: makePlatform() },
    'GET /api/v1/analytics/events': page([
      makeHappening(),
      makeHappening({ id: 'e2', name: 'billing.payment_succeeded', text: 'Kiln Club paid $99.00' }),
    ]),
  },
  act: drawn,
}

const withDemo: Answers = {
  'GET /api/v1/demo': {
    body: {
      available: true,
      name: 'Nora Lindgren',
      about:
        'Nora builds desks and shelves on YouTube. Her launch is half done: three of five decisions stand, and her partner has just asked the fourth.',
    },
  },
}

export interface Screen {
  name: string
  path: string
  heading: string | RegExp
  answers: Answers
  /** What is done once the screen is there. */
  act?: (page: Page) => Promise<void>
}

/** Each question of the way in, empty, answered and refused. */
const onboarding: Screen[] = [
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

const ORDERS = '/api/v1/billing/orders'
const shopping: Answers = { ...signedIn, ...buying, [`GET ${ORDERS}/`]: page([quoted, inProgress]) }
const withForms: Answers = { ...shopping, 'GET /api/v1/billing/packages': { body: packages } }
const orderScreen = (name: string, order: typeof quoted): Screen => ({
  name,
  path: `/services/orders/${order.id}`,
  heading: 'Order SO-01001',
  answers: { ...withForms, [`GET ${ORDERS}/${order.id}`]: { body: order } },
})

/** Services: what there is, what is asked, and orders as they come along. */
const services: Screen[] = [
  { name: 'services', path: '/services', heading: 'Services', answers: withForms },
  {
    name: 'services-form',
    path: '/services?package=website-audit',
    heading: 'Describe what you need',
    answers: withForms,
    act: (page) => page.getByRole('button', { name: 'Ask for a price' }).click(),
  },
  { name: 'orders', path: '/services/orders', heading: 'Your orders', answers: shopping },
  {
    name: 'orders-none',
    path: '/services/orders',
    heading: 'Your orders',
    answers: { ...shopping, [`GET ${ORDERS}/`]: page([]) },
  },
  orderScreen('order-draft', drafted),
  orderScreen('order-requested', requested),
  orderScreen('order-quoted', quoted),
  orderScreen('order-in-progress', inProgress),
  {
    ...orderScreen('order-cancelling', quoted),
    act: async (page) => {
      await page.getByRole('button', { name: 'Cancel the order…' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
]

/** The widest of its parts: plans side by side. */
const catalogue: Screen = {
  name: 'catalogue',
  path: '/catalogue',
  heading: 'Catalogue',
  answers: {
    ...signedIn,
    [ME]: { body: root },
    'GET /api/v1/billing/catalogue/': { body: makeCatalogue() },
  },
}

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
