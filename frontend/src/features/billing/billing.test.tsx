import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Subscription } from '@/lib/api'
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
} from '@/test/billing'
import { ada } from '@/test/factories'
import { answer, problem } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'
import { leaving } from './leaving'

const BILLING = '/api/v1/billing'
const PATH = '/settings/billing'
const page = (results: unknown[]) => ({ results, next: null, previous: null }) as never

beforeEach(() =>
  server.use(
    answer('/api/v1/users/me', ada),
    answer(`${BILLING}/plans`, PRICES as never),
    answer(`${BILLING}/budgets`, makeBudgets() as never),
    answer(`${BILLING}/usage`, makeReport() as never),
    answer(`${BILLING}/invoices/`, page([makeInvoice()])),
    answer(`${BILLING}/contact`, CONTACT),
    answer(`${BILLING}/tax-ids`, []),
  ),
)

function open(subscription: Subscription, path = PATH) {
  server.use(answer(`${BILLING}/subscription`, subscription as never))
  return renderApp(path)
}

test('an address that names a plan shows it, then leads to the payment page', async () => {
  const leave = vi.spyOn(leaving, 'to').mockImplementation(() => {})
  const sent: unknown[] = []
  server.use(
    http.post(`*${BILLING}/checkout`, async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json({ url: 'https://pay.example.com', session_id: 'cs_1' }, { status: 201 })
    }),
  )
  const { user } = open(onFree(), `${PATH}?plan=pro&interval=year`)
  await user.click(await screen.findByRole('button', { name: 'Go to the payment page' }))
  await waitFor(() => expect(leave).toHaveBeenCalledWith('https://pay.example.com'))
  expect(sent).toMatchObject([{ plan: 'pro', interval: 'year' }])
})

test('a change is confirmed as it was shown; an outdated one shows the new', async () => {
  const confirmed: { fingerprint: string }[] = []
  const fresh = makePreview({ fingerprint: 'second', due_now_minor: 1234 })
  server.use(
    http.post(`*${BILLING}/plan-change/preview`, () => HttpResponse.json(makePreview())),
    http.post(`*${BILLING}/plan-change`, async ({ request }) => {
      confirmed.push((await request.json()) as { fingerprint: string })
      if (confirmed.length === 1) return problem(409, 'preview_outdated', 'Changed.', { preview: fresh })
      return HttpResponse.json({ status: 'applied', action_url: null, message: 'Changed.', sandbox: true })
    }),
  )
  const { user } = open(onPro())
  await user.click(await screen.findByRole('button', { name: 'Change plan' }))
  await user.click(await screen.findByRole('radio', { name: /Starter/ }))
  await user.click(await screen.findByRole('button', { name: 'Change to Starter' }))
  await user.click(await screen.findByRole('button', { name: 'Pay $12.34 and change' }))
  expect(await screen.findByText(/yours from this moment/)).toBeVisible()
  expect(confirmed.map(({ fingerprint }) => fingerprint)).toEqual(['first', 'second'])
})

test('a failed payment says when it is tried again and when the plan narrows', async () => {
  open(inGrace())
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent(/failed on .*try again on .*narrows to Free\. Nothing is deleted\./)
  expect(within(alert).getByRole('link', { name: 'Pay $99.00' })).toHaveAttribute('target', '_blank')
})

test('once the grace is over it says since when, what holds now and what paying brings back', async () => {
  open(narrowed())
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent(
    /Since .* the limits of Free hold\. Pay, and it is Pro again\. Nothing is deleted/,
  )
  expect(screen.getByRole('button', { name: 'Cancel Pro' })).toBeVisible()
})

test('past what is included it says how much, when it is charged, and on which terms', async () => {
  const budgets = makeBudgets()
  budgets.budgets[0] = makeBudget({
    overage: makeOverage({
      allowed: true,
      cap_display: '$20.00',
      due_minor: 327,
      due_display: '$3.27',
      charged_at: '2099-12-21T09:00:00Z',
      waiting: [{ month: '2099-10-01T00:00:00Z', amount_minor: 50, display: '$0.50', charged_at: null }],
    }),
  })
  server.use(answer(`${BILLING}/budgets`, budgets as never))
  const { user } = open(onPro())
  const said = await screen.findByText(/by \$20\.00 at most/)
  expect(said).toHaveTextContent(
    '$3.27 past it this month, charged at cost on your invoice of 21 December 2099.',
  )
  expect(said).toHaveTextContent('$0.50 of October comes on an invoice of its own soon.')
  const row = said.closest('li') as HTMLElement
  await user.click(within(row).getByRole('button', { name: 'Change' }))
  expect(await screen.findByText(/charged at cost on your next invoice/)).toBeVisible()
})

test('cancelled: it says until when, and goes on at one press', async () => {
  server.use(http.post(`*${BILLING}/resume`, () => HttpResponse.json(onPro())))
  const { user } = open(cancelled())
  const resume = await screen.findByRole('button', { name: 'Resume Pro' })
  server.use(answer(`${BILLING}/subscription`, onPro() as never))
  await user.click(resume)
  expect(await screen.findByRole('button', { name: 'Cancel Pro' })).toBeVisible()
})

test('cancelling asks why, and sends it', async () => {
  const sent: unknown[] = []
  server.use(
    http.post(`*${BILLING}/cancel`, async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json(cancelled())
    }),
  )
  const { user } = open(onPro())
  await user.click(await screen.findByRole('button', { name: 'Cancel Pro' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByRole('button', { name: 'Cancel Pro' })).toBeDisabled()
  await user.click(dialog.getByRole('radio', { name: 'It is too expensive' }))
  await user.click(dialog.getByRole('button', { name: 'Cancel Pro' }))
  await waitFor(() => expect(sent).toMatchObject([{ reason: 'too_expensive', immediately: false }]))
})

test('a member reads the plan, and is told who may do the rest', async () => {
  const workspaces = ada.workspaces.map((workspace) => ({ ...workspace, role: 'member' as const }))
  server.use(answer('/api/v1/users/me', { ...ada, workspaces }))
  open(asMember())
  expect(await screen.findByText('Ask an owner or admin of the workspace.')).toBeVisible()
  expect(screen.getByText(/accountants of the workspace see its invoices/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Change plan' })).not.toBeInTheDocument()
})

test('not set up: it is said, and nothing can be bought', async () => {
  open(notConfigured())
  expect(await screen.findByText(/Payments are not set up/, { selector: 'div' })).toBeVisible()
  expect(await screen.findByRole('button', { name: 'Choose Pro' })).toBeDisabled()
})

test('a plan that cannot be read may be tried again', async () => {
  server.use(http.get(`*${BILLING}/subscription`, () => problem(400, 'odd', 'It could not be read.')))
  const { user } = renderApp(PATH)
  const again = await screen.findByRole('button', { name: 'Try again' })
  server.use(answer(`${BILLING}/subscription`, onPro() as never))
  await user.click(again)
  expect(await screen.findByRole('heading', { name: 'Pro' })).toBeVisible()
})

test.each([
  ['complete', 'Pro is yours'],
  ['open', 'Nothing was paid'],
  ['expired', 'The payment page has expired'],
  ['processing', 'Waiting for the payment'],
])('back from the payment page: %s', async (status, heading) => {
  const plan = { key: 'pro', name: 'Pro' }
  server.use(answer(`${BILLING}/checkout/cs_1`, { status, plan, order_id: null, message: '', sandbox: true }))
  renderApp(`${PATH}/return?session_id=cs_1`)
  expect(await screen.findByRole('heading', { name: heading })).toBeVisible()
})
