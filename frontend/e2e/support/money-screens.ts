import type { Page } from '@playwright/test'
import { makeHappening, makePlatform } from '../../src/test/analytics'
import { ada } from '../../src/test/factories'
import {
  BOUGHT,
  emptyMoney,
  makeEntry,
  makeMoney,
  makeProjections,
  makeReceipt,
} from '../../src/test/finance'
import { ME, page, type Screen, signedIn } from './answers'
import type { Answers } from './mocked-app'

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

export const money: Screen[] = [
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
export const analytics: Screen = {
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
