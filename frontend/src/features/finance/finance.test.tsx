import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import type { FinanceSummary } from '@/lib/api'
import { ada } from '@/test/factories'
import {
  BOUGHT,
  emptyMoney,
  makeEntry,
  makeGoal,
  makeMoney,
  makeProjections,
  makeReceipt,
} from '@/test/finance'
import { answer, problem } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'

const SUMMARY = '/api/v1/finance/summary'
const page = (results: unknown[], next: string | null = null) => ({ results, next, previous: null })

function stocked(summary: FinanceSummary = makeMoney()) {
  server.use(
    answer(SUMMARY, summary as never),
    answer('/api/v1/finance/projections', makeProjections() as never),
    answer('/api/v1/finance/entries/', page([makeEntry(), BOUGHT]) as never),
    answer('/api/v1/finance/entries/sum', { count: 2, sum_minor: 150, currency: 'USD' }),
    answer(`/api/v1/finance/entries/${BOUGHT.id}`, BOUGHT as never),
    answer(`/api/v1/finance/entries/${makeEntry().id}`, makeReceipt() as never),
  )
}

beforeEach(() => server.use(answer('/api/v1/users/me', ada)))

const untilToday = () => makeMoney({ until: new Date().toISOString().slice(0, 10) })

test('what is expected is said with its record', async () => {
  stocked(untilToday())
  await renderApp('/finance')
  expect(await screen.findByText(/80 of 100 days should lie within the band/)).toHaveTextContent(
    'So far 82 % of the days lay within the band.',
  )
})

test('too little to go by is said in place of a guess', async () => {
  stocked(untilToday())
  const declined = { reason: 'It needs eight weeks with sales; there are two.' }
  server.use(
    answer(
      '/api/v1/finance/projections',
      makeProjections({ points: [], method: null, accuracy: null, declined }) as never,
    ),
  )
  await renderApp('/finance')
  expect(await screen.findByText(`No forecast yet: ${declined.reason}`)).toBeVisible()
})

test('every figure stands on a button, with how it changed', async () => {
  stocked()
  renderApp('/finance')
  const earned = await screen.findByRole('button', { name: /^Earned/ })
  expect(earned).toHaveAccessibleName('Earned $1,284.00 18% more than before, 71 receipts')
  expect(screen.getByRole('button', { name: /^Kept/ })).toHaveTextContent('91.6% margin')
  expect(screen.getByText('1 to 17 November 2026')).toBeVisible()
  expect(screen.getByText('compared with 15 to 31 October 2026')).toBeVisible()
  expect(screen.getByText('Sandbox sales are never counted here')).toBeVisible()
  expect(screen.getByText(/Left out: €24\.00/)).toBeVisible()
  expect(screen.getByRole('progressbar', { name: 'First two thousand' })).toHaveAttribute(
    'aria-valuetext',
    '64%, 66% expected by today',
  )
})

test('a figure opens to its receipts, and a receipt to what it rests on', async () => {
  stocked()
  const { user, router } = renderApp('/finance')
  await user.click(await screen.findByRole('button', { name: /^Earned/ }))
  const sheet = within(await screen.findByRole('dialog', { name: '$1,284.00 earned' }))
  expect(await sheet.findByText('Sum of receipts')).toBeVisible()
  expect(sheet.getByText('$1.50')).toBeVisible()
  await user.click(sheet.getByRole('button', { name: /Cozy Desk Setup/ }))
  expect(await sheet.findByText('Verified: read from Stripe.')).toBeVisible()
  expect(sheet.getByText(/onerror=alert/)).toBeVisible()
  expect(document.querySelector('img[src="x"]')).toBeNull()
  expect(sheet.queryByRole('button', { name: 'Reverse this entry…' })).not.toBeInTheDocument()
  expect(router.state.location.search).toEqual({ tile: 'earned', entry: makeEntry().id })
  await user.click(sheet.getByRole('button', { name: 'All receipts' }))
  expect(await sheet.findByText('Sum of receipts')).toBeVisible()
})

test('what a person wrote is reversed with a reason', async () => {
  stocked()
  const reversal = makeReceipt({ id: '01938f00-0000-7000-8000-00000000e003', reverses: BOUGHT.id })
  const sent: unknown[] = []
  server.use(
    http.post(`*/api/v1/finance/entries/${BOUGHT.id}/reverse`, async ({ request }) => {
      sent.push(await request.json(), request.headers.has('Idempotency-Key'))
      return HttpResponse.json(reversal, { status: 201 })
    }),
    answer(`/api/v1/finance/entries/${reversal.id}`, reversal as never),
  )
  const { user } = renderApp(`/finance?tile=models_and_tools&entry=${BOUGHT.id}`)
  await user.click(await screen.findByRole('button', { name: 'Reverse this entry…' }))
  expect(screen.getByRole('button', { name: 'Reverse it' })).toBeDisabled()
  await user.type(screen.getByLabelText('Why?'), 'Paid privately')
  await user.click(screen.getByRole('button', { name: 'Reverse it' }))
  await vi.waitFor(() => expect(sent).toEqual([{ reason: 'Paid privately' }, true]))
  expect(await screen.findByText('an earlier entry')).toBeVisible()
})

test('sandbox money says that it is', async () => {
  stocked(makeMoney({ world: 'simulated', left_out: [] }))
  renderApp('/finance?world=simulated')
  expect(await screen.findByText('No real money moved here.')).toBeVisible()
  expect(screen.queryByText('Sandbox sales are never counted here')).not.toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Sandbox' })).toHaveAttribute('aria-pressed', 'true')
})

test('the address asks the server, and the controls write the address', async () => {
  const asked: string[] = []
  server.use(
    http.get(`*${SUMMARY}`, ({ request }) => {
      asked.push(new URL(request.url).search)
      return HttpResponse.json(makeMoney())
    }),
  )
  const { user, router } = renderApp('/finance?since=2026-11-01&until=2026-11-17&world=real')
  await screen.findByRole('button', { name: /^Earned/ })
  expect(asked).toEqual(['?since=2026-11-01&until=2026-11-17&world=real'])
  await user.click(screen.getByRole('button', { name: 'Convert' }))
  await vi.waitFor(() => expect(asked.at(-1)).toContain('convert=true'))
  await user.selectOptions(screen.getByLabelText('Days'), 'Last 30 days')
  expect(router.state.location.search).toEqual({ range: 'last-30', world: 'real', convert: true })
})

test('empty books teach the next step; an expense goes into the real ones once', async () => {
  stocked(emptyMoney({ world: 'simulated' }))
  const sent: Record<string, unknown>[] = []
  server.use(
    http.post('*/api/v1/finance/expenses/', async ({ request }) => {
      const body = (await request.json()) as Record<string, unknown>
      sent.push({ ...body, key: request.headers.get('Idempotency-Key') })
      return HttpResponse.json(BOUGHT, { status: 201 })
    }),
  )
  const { user, router } = renderApp('/finance')
  await user.click(await screen.findByRole('button', { name: 'Add an expense' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Add an expense' }))
  await user.click(dialog.getByRole('button', { name: 'Add it' }))
  expect(await dialog.findByText('Write the amount in digits: 12.50.')).toBeVisible()
  await user.type(dialog.getByLabelText('What for'), 'Clay')
  await user.type(dialog.getByLabelText('Amount'), '12.50')
  await user.click(dialog.getByRole('button', { name: 'Add it' }))
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({ description: 'Clay', amount_minor: 1250, currency: 'USD', note: '' })
  expect(sent[0]?.key).toBe(sent[0]?.client_id)
  await vi.waitFor(() => expect(router.state.location.search).toMatchObject({ world: 'real' }))
})

test('a file is looked at before it is taken', async () => {
  stocked(emptyMoney())
  const sent: unknown[] = []
  const found = {
    digest: 'd'.repeat(64),
    new_count: 1,
    known_count: 1,
    error_count: 1,
    rows: [
      {
        line: 2,
        day: '2026-11-18',
        kind: 'expense',
        amount_minor: -1250,
        currency: 'EUR',
        description: 'Clay',
        known: false,
      },
      {
        line: 3,
        day: '2026-11-19',
        kind: 'sale',
        amount_minor: 1500,
        currency: 'USD',
        description: 'Kiln',
        known: true,
      },
    ],
    faults: [{ line: 4, column: 'date', message: 'Write the date as year-month-day: 2026-11-20.' }],
  }
  server.use(
    http.post('*/api/v1/finance/imports/preview', () => HttpResponse.json(found)),
    http.post('*/api/v1/finance/imports/confirm', async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json({ posted: 1 }, { status: 201 })
    }),
  )
  const { user } = renderApp('/finance')
  await user.click(await screen.findByRole('button', { name: 'Import a CSV file' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Import a CSV file' }))
  await user.type(dialog.getByLabelText('Or paste its text'), 'a,b')
  await user.click(dialog.getByRole('button', { name: 'Look at it' }))
  expect(await dialog.findByText('1 new entry, 1 in the books already, 1 fault.')).toBeVisible()
  expect(dialog.getByText('Line 4, date: Write the date as year-month-day: 2026-11-20.')).toBeVisible()
  expect(dialog.getByText('−€12.50')).toBeVisible()
  expect(dialog.getByText('there already')).toBeVisible()
  await user.click(dialog.getByRole('button', { name: 'Add the good rows' }))
  await vi.waitFor(() =>
    expect(sent).toEqual([{ text: 'a,b', digest: found.digest, leave_out_errors: true }]),
  )
})

test('a goal is changed, and its measure stays', async () => {
  stocked()
  const sent: unknown[] = []
  server.use(
    http.patch('*/api/v1/finance/goals/:id', async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json(makeGoal())
    }),
  )
  const { user } = renderApp('/finance')
  await user.click(await screen.findByRole('button', { name: 'Change First two thousand' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Change the goal' }))
  expect(dialog.getByLabelText('What counts')).toBeDisabled()
  await user.clear(dialog.getByLabelText('Target'))
  await user.type(dialog.getByLabelText('Target'), '2,500')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await vi.waitFor(() =>
    expect(sent).toEqual([
      { name: 'First two thousand', target_minor: 250_000, starts_on: '2026-11-01', ends_on: '2026-11-30' },
    ]),
  )
})

test('a goal that was put away is looked up and brought back', async () => {
  stocked()
  let archived = true
  server.use(
    http.get('*/api/v1/finance/goals/', ({ request }) => {
      expect(new URL(request.url).searchParams.get('archived')).toBe('true')
      const results = archived ? [makeGoal({ id: 'g9', name: 'Last summer' })] : []
      return HttpResponse.json({ results, next: null, previous: null })
    }),
    http.patch('*/api/v1/finance/goals/g9', async ({ request }) => {
      expect(await request.json()).toEqual({ archived: false })
      archived = false
      return HttpResponse.json(makeGoal({ id: 'g9' }))
    }),
  )
  const { user } = renderApp('/finance')
  await user.click(await screen.findByText('Archived goals'))
  await user.click(await screen.findByRole('button', { name: 'Bring back Last summer' }))
  expect(await screen.findByText('None is put away.')).toBeVisible()
})

test('an accountant sees no way to manage', async () => {
  stocked(makeMoney({ rights: { may_add: true, may_manage: false } }))
  renderApp(`/finance?tile=models_and_tools&entry=${BOUGHT.id}`)
  expect(await screen.findByText('Imported: a person wrote it down.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Reverse this entry…' })).not.toBeInTheDocument()
  expect(screen.queryByText('Set a goal')).not.toBeInTheDocument()
})

test('money that is not shown says who sees it', async () => {
  server.use(http.get(`*${SUMMARY}`, () => problem(403, 'money_hidden', 'Only owners see its money.')))
  renderApp('/finance')
  expect(await screen.findByRole('heading', { name: 'This money is not shown to you' })).toBeVisible()
  expect(screen.getByText('Only owners see its money.')).toBeVisible()
})

test('a missing rate is named, with the way back', async () => {
  const detail = 'There is no rate of EUR in USD for 2026-11-20.'
  server.use(
    http.get(`*${SUMMARY}`, ({ request }) =>
      request.url.includes('convert')
        ? problem(409, 'no_exchange_rate', detail)
        : HttpResponse.json(makeMoney()),
    ),
  )
  const { user } = renderApp('/finance?convert=true')
  expect(await screen.findByRole('alert')).toHaveTextContent(detail)
  await user.click(screen.getByRole('button', { name: 'Do not convert' }))
  expect(await screen.findByRole('button', { name: /^Earned/ })).toBeVisible()
})
