import { expect, type Page } from '@playwright/test'
import { makeProject } from '../../src/test/factories'
import {
  decision,
  launch,
  message,
  PRICE_TALK,
  PROJECT_ID,
  playWorld,
  TOPIC,
  type World,
} from '../workspace-world'
import { mockApp } from './mocked-app'

const ADDRESS = `http://atelier.test/projects/${PROJECT_ID}`

export interface State {
  name: string
  /** Plays the back end and opens the page in this state; it is drawn when this is over. */
  open: (page: Page) => Promise<void>
}

export const composer = (page: Page) => page.getByRole('textbox', { name: 'Message to Atelier' })

/** On a phone and a tablet one part is shown at a time. */
export async function show(page: Page, part: 'Talk' | 'Plan' | 'Decisions') {
  const tab = page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: part })
  if (await tab.isVisible()) await tab.click()
}

export async function openLaunch(page: Page, project = launch()): Promise<World> {
  await mockApp(page, {})
  const world = await playWorld(page, project)
  await page.goto(ADDRESS)
  await expect(page.getByRole('heading', { level: 1, name: 'Pixel & Pine' })).toBeVisible()
  // Only then does what is typed go by the socket.
  await expect.poll(() => world.heard.length).toBeGreaterThan(0)
  return world
}

const opened = (changes: Parameters<typeof launch>[0]) => async (page: Page) => {
  await openLaunch(page, launch(changes))
}

const before = launch().messages.slice(0, 2)

const answer = (changes: Parameters<typeof message>[1]) =>
  message(3, { id: 'a1', role: 'assistant', reply_to: 'u1', text: PRICE_TALK.slice(0, 180), ...changes })

const ended = (changes: Parameters<typeof message>[1]) => opened({ messages: [...before, answer(changes)] })

/** `projects/active` answers so, whatever else is true. */
const refused = (status: number, body: Record<string, unknown>) => async (page: Page) => {
  await mockApp(page, {})
  await playWorld(page, launch())
  await page.route('**/api/v1/projects/active', (route) => route.fulfill({ status, json: body }))
  await page.goto(ADDRESS)
  await expect(page.getByRole('alert').getByRole('heading', { level: 1 })).toBeVisible()
}

const five = launch().playbook.decisions.map(({ category, options }, index) =>
  decision({
    id: `d${index}`,
    category,
    value: options[0]?.value ?? 'discord',
    display: options[0]?.label ?? '',
    confidence: [0.98, 0.82, 0.8, 0.6, 0.9][index] ?? 1,
  }),
)

const finished = launch().phases.map((phase, index) => {
  const tasks = phase.tasks.map((task) => (index < 2 ? { ...task, completed: true, claimed: null } : task))
  return { ...phase, tasks, completed: tasks.filter(({ completed }) => completed).length }
})

async function goOffline(page: Page) {
  const world = await openLaunch(page)
  await expect(composer(page)).toBeVisible()
  world.isDeaf = true
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true })
    window.dispatchEvent(new Event('offline'))
  })
  await expect(page.getByText('You are offline')).toBeVisible()
}

async function overLimit(page: Page) {
  const world = await openLaunch(page, launch({ messages_left_today: 0 }))
  world.onFrame = (frame) => {
    if (frame.type !== 'message.send') return
    const { resets_at } = world.project
    const refusal = { topic: TOPIC, code: 'daily_limit_reached', detail: '', ref: frame.client_id, resets_at }
    world.say({ type: 'error', ...refusal })
  }
  await composer(page).fill('My fifty-first thought')
  await composer(page).press('Enter')
  await expect(page.getByText('That was all for today')).toBeVisible()
}

async function pressMilestone(page: Page) {
  const [first, second, ...rest] = finished
  const last = second?.tasks.at(-1)
  if (!first || !second || !last) throw new Error('The launch has no second phase.')
  const open = { ...second, tasks: [...second.tasks.slice(0, -1), { ...last, completed: false }] }
  const phases = [first, { ...open, completed: open.tasks.length - 1 }, ...rest]
  const world = await openLaunch(page, launch({ phases }))
  await show(page, 'Plan')
  await expect(page.getByRole('checkbox', { name: last.title })).toBeVisible()
  world.say({ type: 'task.changed', topic: TOPIC, task: last })
  await expect(page.locator('.seal-pressed')).toBeVisible()
}

async function catchDecision(page: Page) {
  const world = await openLaunch(page)
  await show(page, 'Decisions')
  await expect(page.getByRole('article', { name: 'Pricing' }).getByText('Deciding now')).toBeVisible()
  const price = { amount_minor: 1900, currency: 'USD', period: 'month' } as const
  const caught = { id: 'd-price', category: 'pricing', value: price, display: '$19 a month' } as const
  const quote = 'Nineteen feels right, let us begin there.'
  world.say({
    type: 'decision.recorded',
    topic: TOPIC,
    decision: decision({ ...caught, quote, confidence: 0.9 }),
  })
  await expect(page.getByRole('article', { name: 'Pricing' }).getByText('Decided')).toBeVisible()
}

async function waitForFirstWord(page: Page) {
  await openLaunch(page)
  await composer(page).fill('Nineteen feels right, let us begin there.')
  await composer(page).press('Enter')
  await expect(page.getByTestId('typing')).toBeVisible()
}

async function stayLoading(page: Page) {
  await mockApp(page, {})
  await playWorld(page, launch())
  await page.route('**/api/v1/projects/active', () => new Promise(() => {}))
  await page.goto(ADDRESS)
  await expect(page.getByText('Opening the launch')).toBeAttached()
}

async function afterHalfAnHour(page: Page) {
  const kept = JSON.stringify({ seconds: 1_872, paused: true })
  await page.addInitScript(
    ([key, clock]) => localStorage.setItem(key ?? '', clock ?? ''),
    [`atelier.clock.${PROJECT_ID}`, kept],
  )
  await openLaunch(page)
}

async function pressKey(page: Page, keys: string, dialog: string) {
  await openLaunch(page)
  await expect(composer(page)).toBeVisible()
  await page.keyboard.press(keys)
  await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
}

/** Every state the workspace can be in that is not simply an open launch. */
export const WORKSPACE_STATES: State[] = [
  { name: 'empty', open: opened({ messages: [], decisions: [], progress: makeProject().progress }) },
  { name: 'loading', open: stayLoading },
  { name: 'waiting-for-first-word', open: waitForFirstWord },
  { name: 'streaming', open: ended({ status: 'streaming' }) },
  { name: 'stopped', open: ended({ status: 'stopped' }) },
  {
    name: 'failed',
    open: ended({
      status: 'failed',
      text: '',
      error: { code: 'overloaded', detail: 'The partner is busy just now.', retryable: true },
    }),
  },
  { name: 'interrupted', open: ended({ status: 'interrupted' }) },
  { name: 'offline', open: goOffline },
  { name: 'few-left', open: opened({ messages_left_today: 3 }) },
  { name: 'limit-reached', open: overLimit },
  { name: 'read-only', open: opened({ can_edit: false }) },
  { name: 'another-launch', open: refused(404, { code: 'no_active_project', detail: 'None.' }) },
  { name: 'no-access', open: refused(403, { code: 'permission_denied', detail: 'You cannot read this.' }) },
  // The page tries twice more by itself before it says so.
  {
    name: 'server-error',
    open: refused(500, { code: 'server_error', detail: 'Broken.', reference: '0193f8a2c41e7d3b' }),
  },
  { name: 'decision-caught', open: catchDecision },
  { name: 'all-decided', open: opened({ decisions: five }) },
  { name: 'milestone', open: pressMilestone },
  { name: 'after-half-an-hour', open: afterHalfAnHour },
  { name: 'palette', open: (page) => pressKey(page, 'Control+k', 'Commands') },
  { name: 'keys', open: (page) => pressKey(page, '?', 'Keys') },
]
