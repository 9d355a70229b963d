import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { auditRow, differing, makeCatalogue, reconciled, root, SEEN, waiting } from '@/test/catalogue'
import { ada } from '@/test/factories'
import { answer, problem } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'

const API = '*/api/v1/billing/catalogue'
const page = (results: unknown[]) => ({ results, next: null, previous: null })

beforeEach(() => {
  server.use(
    answer('/api/v1/users/me', root),
    answer('/api/v1/billing/catalogue/', makeCatalogue()),
    answer('/api/v1/billing/catalogue/sync', differing),
    answer('/api/v1/billing/catalogue/reconciliation', reconciled),
  )
})

const openPro = async () => {
  const app = renderApp('/catalogue?open=pro')
  await screen.findByRole('dialog', { name: 'Edit Pro' })
  return app
}

const save = () => screen.getByRole('button', { name: 'Save' })

test('to anyone else there is no such page', async () => {
  server.use(answer('/api/v1/users/me', ada))
  renderApp('/catalogue')
  expect(await screen.findByText('This page is not in the workshop')).toBeVisible()
})

test('plans stand side by side, under the name of the Stripe that is spoken with', async () => {
  renderApp('/catalogue')
  const table = await screen.findByRole('table')
  expect(within(table).getByRole('row', { name: /^Storage 512 MB 50 GB/ })).toBeVisible()
  expect(within(table).getByRole('row', { name: /^Workspaces on it 1,240 38 2/ })).toBeVisible()
  expect(screen.getByText('Stripe: Sandbox')).toBeVisible()
  expect(screen.getByRole('tab', { name: /^Orders 1\s*to quote$/ })).toBeVisible()
})

test('a catalogue that cannot be read offers another try', async () => {
  server.use(http.get(`${API}/`, () => problem(503, 'unavailable', 'Please try again in a moment.')))
  const { user } = renderApp('/catalogue')
  expect(await screen.findByRole('alert')).toHaveTextContent('Please try again in a moment.')
  server.use(answer('/api/v1/billing/catalogue/', makeCatalogue()))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('table')).toBeVisible()
})

test('only what was changed is sent, numbers as the wire has them; lifting a limit asks nothing', async () => {
  const sent: unknown[] = []
  const [, pro] = makeCatalogue().plans
  server.use(
    http.patch(`${API}/plans/pro`, async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json({ ...pro, name: 'Studio', updated_at: 'later' })
    }),
    http.post(`${API}/plans/pro/inclusions/preview`, () => HttpResponse.json({ workspaces: 0, changes: [] })),
    http.put(`${API}/plans/pro/inclusions`, async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json(pro)
    }),
  )
  const { user } = await openPro()
  await user.clear(screen.getByLabelText('Name'))
  await user.type(screen.getByLabelText('Name'), 'Studio')
  await user.clear(screen.getByLabelText('Model spend included'))
  await user.type(screen.getByLabelText('Model spend included'), '42.50')
  await user.click(screen.getByRole('checkbox', { name: 'Seats: unlimited' }))
  await user.click(save())
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(sent).toEqual([
    { name: 'Studio', seen: SEEN },
    { values: { model_spend: 4_250_000_000, seats: null }, seen: 'later' },
  ])
})

test('a number that is none is said beside its field, and nothing is sent', async () => {
  const { user } = await openPro()
  await user.clear(screen.getByLabelText('Storage'))
  await user.type(screen.getByLabelText('Storage'), '5 apples')
  await user.click(save())
  expect(screen.getByLabelText('Storage')).toHaveAccessibleDescription(/size with its unit/)
})

const lowered = {
  workspaces: 38,
  changes: [
    { feature: 'seats', label: 'Seats', before: '5', after: '2', lowers: true, workspaces: 38, over: 3 },
  ],
}

test('a lowering is shown with whom it touches, and done only as it was shown', async () => {
  const sent: unknown[] = []
  server.use(
    http.post(`${API}/plans/pro/inclusions/preview`, () => HttpResponse.json(lowered)),
    http.put(`${API}/plans/pro/inclusions`, async ({ request }) => {
      sent.push(await request.json())
      return sent.length === 1
        ? problem(409, 'lowering_not_confirmed', '39 workspaces get less by this.', {
            preview: { ...lowered, workspaces: 39 },
          })
        : HttpResponse.json(makeCatalogue().plans[1])
    }),
  )
  const { user } = await openPro()
  await user.clear(screen.getByLabelText('Seats'))
  await user.type(screen.getByLabelText('Seats'), '2')
  await user.click(save())
  expect(await screen.findByText('38 workspaces on Pro get less by this')).toBeVisible()
  expect(screen.getByText('38 workspaces, 3 of them use more than that')).toBeVisible()
  expect(sent).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Lower it for 38 workspaces' }))
  await user.click(await screen.findByRole('button', { name: 'Lower it for 39 workspaces' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(sent).toEqual([
    { values: { seats: 2 }, seen: SEEN, confirmed: 38 },
    { values: { seats: 2 }, seen: SEEN, confirmed: 39 },
  ])
})

test('somebody was quicker: what was typed stays, the rest is as it is now, and the next save is of that', async () => {
  const sent: unknown[] = []
  const later = makeCatalogue()
  later.plans[1] = { ...makeCatalogue().plans[1], tagline: 'By a colleague.', updated_at: 'later' } as never
  server.use(
    http.patch(`${API}/plans/pro`, async ({ request }) => {
      sent.push(await request.json())
      if (sent.length > 1) return HttpResponse.json({ ...later.plans[1], name: 'Studio' })
      server.use(answer('/api/v1/billing/catalogue/', later))
      return problem(409, 'changed_meanwhile', 'This was changed meanwhile.', { updated_at: 'later' })
    }),
  )
  const { user } = await openPro()
  await user.clear(screen.getByLabelText('Name'))
  await user.type(screen.getByLabelText('Name'), 'Studio')
  await user.click(save())
  expect(await screen.findByText(/Somebody changed this plan meanwhile/)).toBeVisible()
  expect(screen.getByLabelText('Name')).toHaveValue('Studio')
  expect(screen.getByLabelText('Description (optional)')).toHaveValue('By a colleague.')
  await user.click(save())
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(sent[1]).toEqual({ name: 'Studio', seen: 'later' })
})

test('closing asks first where something is typed', async () => {
  const { user } = await openPro()
  await user.type(screen.getByLabelText('Name'), '!')
  await user.keyboard('{Escape}')
  await user.click(await screen.findByRole('button', { name: 'Discard' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('a new price says who goes on paying the former one', async () => {
  const sent: unknown[] = []
  server.use(
    http.post(`${API}/plans/pro/prices/`, async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json(makeCatalogue().plans[1], { status: 201 })
    }),
  )
  const { user } = renderApp('/catalogue?tab=prices')
  await user.click(await screen.findByRole('button', { name: /^New price/ }))
  expect(await screen.findByText(/31 subscriptions at \$99\.00 a month stay at that/)).toBeVisible()
  await user.type(screen.getByLabelText('Amount in USD'), '109')
  await user.click(screen.getByRole('button', { name: 'Make the price' }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent).toEqual([{ seen: SEEN, interval: 'month', currency: 'USD', amount_minor: 10_900 }])
})

test('a price that Stripe does not know is said to be for nobody yet', async () => {
  const catalogue = makeCatalogue()
  if (catalogue.plans[1]?.prices[0]) catalogue.plans[1].prices[0].links = []
  server.use(answer('/api/v1/billing/catalogue/', catalogue))
  renderApp('/catalogue?tab=prices')
  expect(await screen.findByText('Nobody can buy it before the next sync.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'See the differences' })).toBeVisible()
})

test('a package is edited: a question is added, with a name of its own', async () => {
  const sent: { form: { name: string }[] }[] = []
  server.use(
    http.patch<never, { form: { name: string }[] }>(`${API}/packages/website-audit`, async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json(auditRow)
    }),
  )
  const { user } = renderApp('/catalogue?tab=services&open=website-audit')
  await user.click(await screen.findByRole('switch', { name: 'On offer' }))
  await user.click(screen.getByRole('button', { name: 'Add a question' }))
  await user.type(screen.getAllByLabelText('Question').at(-1) as HTMLElement, 'Which website?')
  await user.click(save())
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(Object.keys(sent[0] ?? {}).sort()).toEqual(['form', 'is_public', 'seen'])
  expect(sent[0]?.form.map(({ name }) => name)).toEqual([
    'website',
    'goal',
    'pages',
    'notes',
    'which_website',
  ])
})

test('what waits for a quote comes first, and is quoted from its sheet', async () => {
  const sent: Record<string, unknown>[] = []
  server.use(
    http.get(`${API}/orders/`, ({ request }) => {
      const states = new URL(request.url).searchParams.getAll('state')
      return HttpResponse.json(page(states[0] === 'requested' ? [waiting] : []))
    }),
    http.post(`${API}/orders/${waiting.id}/quote`, async ({ request }) => {
      sent.push((await request.json()) as Record<string, unknown>)
      return HttpResponse.json({
        ...waiting,
        state: 'quoted',
        state_display: 'Quoted',
        ways_on: [],
        updated_at: '2026-11-20T11:00:00Z',
      })
    }),
  )
  const { user } = renderApp('/catalogue?tab=orders')
  await user.click(await screen.findByRole('button', { name: /Website Audit.*SO-01001/ }))
  expect(await screen.findByText('https://pixelandpine.example')).toBeVisible()
  await user.type(screen.getByLabelText('Amount in USD'), '450')
  await user.type(screen.getByLabelText('What it covers (optional)'), 'Twelve pages.')
  await user.click(screen.getByRole('button', { name: 'Send the quote' }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({ seen: SEEN, amount_minor: 45_000, note: 'Twelve pages.' })
  expect(await within(screen.getByRole('dialog')).findByText('Quoted')).toBeVisible()
})

test('syncing confirms the very list that differs, and says what was done', async () => {
  const sent: unknown[] = []
  server.use(
    http.post(`${API}/sync`, async ({ request }) => {
      sent.push(await request.json())
      server.use(answer('/api/v1/billing/catalogue/sync', { ...differing, steps: [] }))
      return HttpResponse.json({ environment: 'sandbox', done: differing.steps })
    }),
  )
  const { user } = renderApp('/catalogue?tab=stripe')
  const list = await screen.findByRole('list', { name: 'What syncing would do' })
  expect(within(list).getAllByRole('listitem')).toHaveLength(2)
  await user.click(screen.getByRole('button', { name: 'Sync…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Sync with Stripe (Sandbox)' })
  expect(within(dialog).getByText('name: “Pro” → “Studio”')).toBeVisible()
  await user.click(within(dialog).getByRole('button', { name: 'Do this at Stripe (Sandbox)' }))
  expect(await screen.findByText('Done: 1 step.')).toBeVisible()
  expect(sent).toEqual([{ digest: 'd1' }])
  expect(await screen.findByText('Nothing: Stripe has what stands here.')).toBeVisible()
  expect(screen.getByText(/412 objects compared, 1 difference/)).toBeVisible()
})

test('Stripe being away is said, and another try offered', async () => {
  const away = vi.fn(() => problem(503, 'stripe_unavailable', 'Stripe does not answer just now.'))
  server.use(http.get(`${API}/sync`, away))
  const { user } = renderApp('/catalogue?tab=stripe')
  expect(await screen.findByText('Stripe does not answer just now.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(away).toHaveBeenCalledTimes(2))
})
