import type { Page } from '@playwright/test'
import type { Subscription } from '../../src/lib/api'
import {
  asMember,
  CONTACT,
  cancelled,
  inGrace,
  makeBudget,
  makeBudgets,
  makeInvoice,
  makeOverage,
  makePreview,
  makeReport,
  narrowed,
  notConfigured,
  onFree,
  onPro,
  PRICES,
  TAX_IDS,
} from '../../src/test/billing'
import { ada } from '../../src/test/factories'
import type { Answers } from './mocked-app'

const PATH = '/settings/billing'
const HEADING = 'Billing'

export function billingAnswers(signedIn: Answers, subscription: Subscription): Answers {
  const { key, name } = subscription.plan
  const isFree = subscription.status === 'free'
  return {
    ...signedIn,
    'GET /api/v1/billing/subscription': { body: subscription },
    'GET /api/v1/billing/usage': { body: makeReport(key, name) },
    'GET /api/v1/billing/plans': { body: PRICES },
    'GET /api/v1/billing/budgets': { body: makeBudgets() },
    'GET /api/v1/billing/invoices/': {
      body: {
        results: isFree
          ? []
          : [
              makeInvoice({ id: 'in_2', status: 'open', status_display: 'To be paid', pdf_url: null }),
              makeInvoice(),
            ],
        next: null,
        previous: null,
      },
    },
    'GET /api/v1/billing/contact': { body: CONTACT },
    'GET /api/v1/billing/tax-ids': { body: isFree ? [] : TAX_IDS },
    'POST /api/v1/billing/plan-change/preview': { body: makePreview() },
  }
}

const pastTheAllowance = (): Answers => {
  const { budgets, ...rest } = makeBudgets()
  const overage = makeOverage({
    allowed: true,
    cap_e8: 2_000_000_000,
    cap_display: '$20.00',
    due_minor: 327,
    due_display: '$3.27',
    charged_at: '2026-12-12T09:00:00Z',
  })
  const plan = makeBudget({
    limit_display: '$45.00',
    spent_display: '$48.27',
    left_display: '$16.73',
    percent: 107,
    forecast: { projected_e8: 610_000_000, display: '$61.10', reason: '' },
    overage,
  })
  return { 'GET /api/v1/billing/budgets': { body: { ...rest, budgets: [plan, ...budgets.slice(1)] } } }
}

const member: Answers = {
  'GET /api/v1/users/me': {
    body: { ...ada, workspaces: ada.workspaces.map((workspace) => ({ ...workspace, role: 'member' })) },
  },
}

const RETURN = '/settings/billing/return?session_id=cs_1'
const session = (status: string, message: string): Answers => ({
  'GET /api/v1/billing/checkout/cs_1': {
    body: { status, plan: { key: 'pro', name: 'Pro' }, order_id: null, message, sandbox: true },
  },
})

/** Billing in every state that a workspace can be in. */
export function billingScreens(signedIn: Answers) {
  const at = (subscription: Subscription, more: Answers = {}) => ({
    path: PATH,
    heading: HEADING,
    answers: { ...billingAnswers(signedIn, subscription), ...more },
  })
  const back = (status: string, message: string) => ({
    path: RETURN,
    heading: 'Your payment',
    answers: { ...billingAnswers(signedIn, onPro()), ...session(status, message) },
  })
  const trial = { ends_at: onPro().renews_or_ends_at ?? '', days_left: 12 }
  return [
    { name: 'billing-free', ...at(onFree()) },
    { name: 'billing-pro', ...at(onPro(), pastTheAllowance()) },
    {
      name: 'billing-trial',
      ...at(onPro({ status: 'trialing', status_display: 'Trial', trial, discount: '20% off' })),
    },
    { name: 'billing-cancelled', ...at(cancelled()) },
    { name: 'billing-grace', ...at(inGrace()) },
    { name: 'billing-narrowed', ...at(narrowed()) },
    { name: 'billing-member', ...at(asMember(), member) },
    { name: 'billing-not-configured', ...at(notConfigured()) },
    {
      name: 'billing-failed',
      ...at(onPro(), {
        'GET /api/v1/billing/subscription': { status: 400, body: { detail: 'The plan could not be read.' } },
      }),
      act: (page: Page) => page.getByRole('button', { name: 'Try again' }).waitFor(),
    },
    {
      name: 'billing-change',
      ...at(onPro()),
      act: async (page: Page) => {
        await page.getByRole('button', { name: 'Change plan' }).click()
        await page.getByRole('radio', { name: /Starter/ }).click()
        await page.getByText('Due now').waitFor()
      },
    },
    {
      name: 'billing-cancel',
      ...at(onPro()),
      act: async (page: Page) => {
        await page.getByRole('button', { name: 'Cancel Pro' }).click()
        await page.getByRole('dialog').waitFor()
      },
    },
    {
      name: 'billing-checkout',
      ...at(onFree()),
      path: `${PATH}?plan=pro&interval=year`,
      act: (page: Page) => page.getByRole('button', { name: 'Go to the payment page' }).waitFor(),
    },
    {
      name: 'billing-limit-form',
      ...at(onPro()),
      act: async (page: Page) => {
        await page.getByRole('button', { name: 'Change', exact: true }).click()
        await page.getByLabel('Dollars a month').waitFor()
      },
    },
    {
      name: 'billing-contact-form',
      ...at(onPro()),
      act: async (page: Page) => {
        await page.getByRole('button', { name: 'Edit' }).click()
        await page.getByLabel('Name on the invoice').waitFor()
      },
    },
    { name: 'billing-return-complete', ...back('complete', 'Thank you. Pro is yours.') },
    { name: 'billing-return-waiting', ...back('processing', 'Your bank is still working on the payment.') },
    { name: 'billing-return-open', ...back('open', 'The checkout is still open: nothing was charged.') },
    { name: 'billing-return-expired', ...back('expired', 'This checkout has expired.') },
  ]
}
