import { act, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ActiveProject, Decision } from '@/lib/api'
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
} from '@/test/factories'
import { answer, authUrl, problem, signedOut } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'
import { byDay, countdown, nextAction, nextStep, openingDay } from './model'

beforeEach(() => server.use(answer('/api/v1/users/me', ada)))

const CATEGORIES = ['platform', 'pricing', 'structure', 'timeline', 'content'] as const

const decidedAll = (timeline = '2026-12-15'): Decision[] =>
  CATEGORIES.map((category) =>
    makeDecision({ id: category, category, value: category === 'timeline' ? timeline : 'discord' }),
  )

const withQuestions = (project: Partial<ActiveProject> = {}) =>
  makeProject({
    ...project,
    playbook: {
      key: 'premium_community',
      version: 1,
      title: 'Premium community',
      decisions: CATEGORIES.map((category) =>
        makeQuestion({ category, question: `The question about ${category}?` }),
      ),
    },
  })

test('the next step waits for its groundwork', () => {
  const project = makeProject({
    phases: [
      makePhase({
        tasks: [
          makeTask({ task_id: 'a', completed: true }),
          makeTask({ task_id: 'b', depends_on: ['c'] }),
          makeTask({ task_id: 'c', depends_on: ['a'] }),
        ],
      }),
    ],
  })
  expect(nextStep(project)?.task.task_id).toBe('c')
})

test('one thing at a time: questions, then claims, then tasks, then the kit', () => {
  const claimed = makeTask({
    task_id: 'b',
    title: 'Call ten people',
    claimed: { evidence: 'I rang them', confidence: 0.6 },
  })
  const phases = [makePhase({ tasks: [makeTask(), claimed] })]
  const questions = withQuestions({ phases, decisions: [makeDecision()] })
  expect(nextAction(adasProfile, questions)).toMatchObject({
    about: '4 decisions to go',
    sentence: 'The question about pricing?',
    to: 'workspace',
  })
  const decided = withQuestions({ phases, decisions: decidedAll() })
  expect(nextAction(adasProfile, decided, '2026-11-20')).toMatchObject({
    sentence: 'Is “Call ten people” done?',
    why: expect.stringContaining('I rang them'),
  })
  const confirmed = withQuestions({ phases: [makePhase()], decisions: decidedAll() })
  expect(nextAction(adasProfile, confirmed, '2026-11-20')).toMatchObject({
    sentence: 'Set the founding price',
    why: 'People who arrive early should feel it.',
    minutes: 15,
  })
  const done = withQuestions({
    phases: [makePhase({ tasks: [makeTask({ completed: true })] })],
    decisions: decidedAll(),
  })
  expect(nextAction(adasProfile, done, '2026-11-20')).toMatchObject({ to: 'kit' })
  expect(nextAction(adasProfile, done, '2026-12-15')).toMatchObject({ about: 'The doors open today' })
  expect(nextAction(adasProfile, done, '2027-01-02')).toMatchObject({
    about: 'The doors are open',
    label: 'Talk it over',
  })
})

test('the opening is the decided day, else the one aimed at', () => {
  expect(openingDay(makeProject({ target_date: '2026-12-20' }))).toBe('2026-12-20')
  expect(openingDay(makeProject({ target_date: '2026-12-20', decisions: decidedAll() }))).toBe('2026-12-15')
  expect(openingDay(makeProject({ decisions: decidedAll('P6W') }))).toBeNull()
})

test.each([
  ['2026-12-15', 'in 25 days'],
  ['2026-11-21', 'tomorrow'],
  ['2026-11-20', 'today'],
  ['2026-11-19', 'yesterday'],
  ['2026-11-10', '10 days ago'],
])('counted from 20 November, %s is %s', (day, words) => {
  expect(countdown(day, '2026-11-20')).toBe(words)
})

test('what happened is gathered under its days', () => {
  const rows = ['2026-11-20T10:00', '2026-11-20T08:00', '2026-11-19T08:00'].map((at) => makeActivity({ at }))
  const days = byDay(rows, new Date(2026, 10, 20, 12))
  expect(days.map(({ day, rows: ofDay }) => [day, ofDay.length])).toEqual([
    ['Today', 2],
    ['Yesterday', 1],
  ])
})

test('without a profile the page teaches the first step, and shows no empty blocks', async () => {
  renderApp('/dashboard')
  expect(await screen.findByRole('link', { name: 'Say who you are' })).toHaveAttribute(
    'href',
    '/onboarding/profile',
  )
  expect(document.title).toBe('Good to see you, Ada · Atelier')
  expect(screen.getByText('Sandbox')).toBeVisible()
  expect(await screen.findByText(/What you decide and tick is written down here/)).toBeVisible()
  expect(screen.queryByRole('heading', { name: 'Today' })).not.toBeInTheDocument()
  expect(screen.queryByRole('heading', { name: 'Other launches' })).not.toBeInTheDocument()
})

test('with a profile and no launch it offers the start', async () => {
  server.use(answer('/api/v1/projects/profile', adasProfile))
  renderApp('/dashboard')
  expect(await screen.findByRole('link', { name: 'Start the launch' })).toHaveAttribute(
    'href',
    '/onboarding/start',
  )
  expect(screen.getByText('50,000')).toBeVisible()
})

test('a launch under way: the open question first, then its standing', async () => {
  const project = withQuestions({
    target_date: '2026-12-15',
    decisions: [makeDecision(), makeDecision({ id: 'x', display: 'Circle', is_current: false })],
    progress: { overall: 41, planning: 60, execution: 27, timeline: 34 },
  })
  server.use(answer('/api/v1/projects/active', project), answer('/api/v1/projects/profile', adasProfile))
  renderApp('/dashboard')
  const next = within(await screen.findByRole('region', { name: 'What to do next' }))
  expect(next.getByRole('heading', { name: 'The question about pricing?' })).toBeVisible()
  expect(next.getByRole('link', { name: 'Answer your partner' })).toHaveAttribute(
    'href',
    `/projects/${project.id}`,
  )
  expect(next.queryByRole('link', { name: 'Open the launch kit' })).not.toBeInTheDocument()
  expect(screen.getByText('Doors open on 15 December 2026')).toBeVisible()
  expect(screen.getByRole('progressbar', { name: 'Planning' })).toHaveAttribute('aria-valuenow', '60')
  expect(screen.getByText('1 of 5')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Discord' })).toBeVisible()
  expect(screen.queryByText('Circle')).not.toBeInTheDocument()
})

test('once five decisions stand, summary and kit are at hand', async () => {
  const project = withQuestions({ decisions: decidedAll() })
  server.use(answer('/api/v1/projects/active', project), answer('/api/v1/projects/profile', adasProfile))
  renderApp('/dashboard')
  expect(await screen.findByRole('link', { name: 'Open the launch kit' })).toHaveAttribute(
    'href',
    `/projects/${project.id}/kit`,
  )
  expect(screen.getByRole('link', { name: 'See the summary' })).toHaveAttribute(
    'href',
    `/projects/${project.id}/summary`,
  )
})

test('today’s messages are counted, with the reset where one lives, and the sandbox costs nothing', async () => {
  const resets = new Date(Date.now() + 3600_000)
  server.use(
    answer('/api/v1/projects/active', withQuestions()),
    answer('/api/v1/projects/profile', adasProfile),
    answer(
      '/api/v1/ai/usage',
      makeUsage({ messages: { used: 12, limit: 50, left: 38, resets_at: resets.toISOString() } }),
    ),
  )
  renderApp('/dashboard')
  expect(await screen.findByRole('progressbar', { name: 'Messages used today' })).toHaveAttribute(
    'aria-valuenow',
    '24',
  )
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: ada.time_zone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(resets)
  expect(screen.getByText(new RegExp(`^${clock}`))).toBeVisible()
  const cost = within(screen.getByRole('region', { name: 'Cost this month' }))
  expect(cost.getByText('Sandbox')).toBeVisible()
  expect(cost.getByText(/Nothing was spent\. 14 calls .* about \$0\.31\./)).toBeVisible()
})

test('recent activity is read on page by page', async () => {
  server.use(
    http.get('*/api/v1/activity/', ({ request }) => {
      const second = new URL(request.url).searchParams.get('cursor') === 'c2'
      return HttpResponse.json({
        results: [
          second ? makeActivity({ id: 'e2', text: 'You began the launch of Pixel & Pine' }) : makeActivity(),
        ],
        next: second ? null : `${window.location.origin}/api/v1/activity/?cursor=c2`,
        previous: null,
      })
    }),
  )
  const { user } = renderApp('/dashboard')
  expect(await screen.findByText('You decided the platform: Discord')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Show more' }))
  expect(await screen.findByText('You began the launch of Pixel & Pine')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument()
})

test('a paused launch can be taken up again; the one under way makes room', async () => {
  const sent: [string, unknown][] = []
  const project = withQuestions()
  const page = {
    results: [makeSummary(), makeSummary({ id: 'bos', user_id: 'bo' })],
    next: null,
    previous: null,
  }
  server.use(
    answer('/api/v1/projects/active', project),
    answer('/api/v1/projects/', page),
    http.patch('*/api/v1/projects/:id', async ({ params, request }) => {
      sent.push([String(params.id), await request.json()])
      return HttpResponse.json(makeSummary())
    }),
  )
  const { user } = renderApp('/dashboard')
  const buttons = await screen.findAllByRole('button', { name: 'Take up Kiln Club again' })
  expect(buttons).toHaveLength(1)
  expect(screen.getByText(/taking one of these up pauses Pixel & Pine/)).toBeVisible()
  await user.click(buttons[0] as HTMLElement)
  await vi.waitFor(() =>
    expect(sent).toEqual([
      [project.id, { status: 'paused' }],
      [makeSummary().id, { status: 'active' }],
    ]),
  )
})

test('a page that cannot be refreshed says how old it is', async () => {
  vi.useFakeTimers({
    toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
    shouldAdvanceTime: true,
  })
  server.use(
    answer('/api/v1/projects/active', withQuestions()),
    answer('/api/v1/projects/profile', adasProfile),
  )
  renderApp('/dashboard')
  await screen.findByRole('heading', { name: 'The question about platform?' })
  expect(screen.queryByText(/how things stood/)).not.toBeInTheDocument()
  server.use(http.get('*/api/v1/projects/active', () => problem(503, 'server_error', 'Away.')))
  await act(() => vi.advanceTimersByTimeAsync(31_000))
  expect(await screen.findByText(/Atelier does not answer just now/)).toBeVisible()
  expect(screen.getByRole('heading', { name: 'The question about platform?' })).toBeVisible()
  vi.useRealTimers()
})

test('a failure is told with a reference and another try, which works', async () => {
  // React and the router report every caught failure; here it is the point.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  server.use(
    http.get('*/api/v1/projects/active', () => problem(500, 'server_error', 'The database is away.')),
  )
  const { user } = renderApp('/dashboard')
  expect(await screen.findByRole('alert')).toHaveTextContent('Something went wrong on our side.')
  expect(screen.getByText(/tell us this reference/)).toBeVisible()

  server.use(answer('/api/v1/projects/active', makeProject()))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Pixel & Pine')).toBeVisible()
})

test('logging out from the account menu leads to the log-in', async () => {
  server.use(
    http.delete(authUrl('/auth/session'), () => {
      server.use(http.get('*/api/v1/users/me', () => problem(401, 'not_authenticated', 'Please log in.')))
      return signedOut()
    }),
  )
  const { user } = renderApp('/dashboard')
  await user.click(await screen.findByRole('button', { name: 'Account of Ada' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Log out' }))
  await screen.findByRole('heading', { name: 'Welcome back' })
})

test('an address that is nothing says so', async () => {
  renderApp('/nothing-here')
  expect(await screen.findByRole('heading', { name: 'This page is not in the workshop' })).toBeVisible()
})
