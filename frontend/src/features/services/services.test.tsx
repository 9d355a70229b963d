import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { ada } from '@/test/factories'
import { answer, problem } from '@/test/handlers'
import { audit, cancelled, drafted, inProgress, quoted, ranOut, requested } from '@/test/orders'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'

const ORDERS = '*/api/v1/billing/orders/'
const FORM = '/services?package=website-audit'
const page = (results: unknown[]) => ({ results, next: null, previous: null })

beforeEach(() => {
  localStorage.clear()
  server.use(
    answer('/api/v1/users/me', ada),
    answer('/api/v1/billing/packages', [audit]),
    answer('/api/v1/billing/orders/', page([])),
  )
})

const showOrder = (order: typeof quoted) => {
  server.use(answer(`/api/v1/billing/orders/${order.id}`, order))
  return renderApp(`/services/orders/${order.id}`)
}

const ask = () => screen.findByRole('button', { name: 'Ask for a price' })

test('a package says its range and what is delivered, and leads to its questions', async () => {
  const { user, router } = renderApp('/services')
  await screen.findByText('$299 to $799')
  expect(
    within(screen.getByRole('list', { name: 'What is delivered' })).getAllByRole('listitem'),
  ).toHaveLength(2)
  await user.click(screen.getByRole('link', { name: /^Describe what you need/ }))
  expect(await screen.findByLabelText('Which website?')).toBeVisible()
  expect(router.state.location.search).toEqual({ package: 'website-audit' })
})

test('what is missing or no answer is said beside its question, and nothing is sent', async () => {
  const sent = vi.fn()
  server.use(http.post(ORDERS, sent))
  const { user } = renderApp(FORM)
  await user.type(await screen.findByLabelText('Which website?'), 'pixelandpine')
  await user.type(screen.getByLabelText('How many pages matter most? (optional)'), 'many')
  await user.click(await ask())
  expect(screen.getByLabelText('Which website?')).toHaveAccessibleDescription(/whole address/)
  expect(screen.getByLabelText('Which website?')).toHaveFocus()
  expect(screen.getByLabelText('What should it do better?')).toHaveAccessibleDescription(/Please answer/)
  expect(screen.getByLabelText(/How many pages/)).toHaveAccessibleDescription(/whole number/)
  expect(sent).not.toHaveBeenCalled()
})

async function fillIn(user: ReturnType<typeof renderApp>['user']) {
  await user.type(await screen.findByLabelText('Which website?'), 'https://pixelandpine.example')
  await user.selectOptions(screen.getByLabelText('What should it do better?'), 'Load faster')
  await user.type(screen.getByLabelText(/How many pages/), '12')
}

test('a request is sent once under one key, its numbers as numbers, and leads to the order', async () => {
  const sent: { body: unknown; key: string | null }[] = []
  server.use(
    http.post(ORDERS, async ({ request }) => {
      sent.push({ body: await request.json(), key: request.headers.get('Idempotency-Key') })
      if (sent.length === 1) return problem(503, 'unavailable', 'Please try again in a moment.')
      return HttpResponse.json(requested, { status: 201 })
    }),
    answer(`/api/v1/billing/orders/${requested.id}`, requested),
  )
  const { user, router } = renderApp(FORM)
  await fillIn(user)
  await user.click(await ask())
  expect(await screen.findByText('Please try again in a moment.')).toBeVisible()
  expect(screen.getByLabelText('Which website?')).toHaveValue('https://pixelandpine.example')
  await user.click(await ask())
  await waitFor(() => expect(router.state.location.pathname).toBe(`/services/orders/${requested.id}`))
  expect(sent[0]?.body).toEqual({
    package: 'website-audit',
    answers: { website: 'https://pixelandpine.example', goal: 'Load faster', pages: 12 },
    draft: false,
  })
  expect(sent[1]?.key).toBe(sent[0]?.key)
  expect(localStorage.getItem(`atelier.order.${ada.id}.website-audit`)).toBeNull()
})

test('the server’s sentence stands beside the question it speaks of', async () => {
  server.use(
    http.post(ORDERS, () =>
      problem(400, 'invalid', 'Some answers are missing or cannot be used.', {
        errors: { answers: { website: ['This site cannot be reached.'] } },
      }),
    ),
  )
  const { user } = renderApp(FORM)
  await fillIn(user)
  await user.click(await ask())
  await waitFor(() =>
    expect(screen.getByLabelText('Which website?')).toHaveAccessibleDescription(
      'This site cannot be reached.',
    ),
  )
})

test('what was typed is still there after the page was left', async () => {
  const first = renderApp(FORM)
  await first.user.type(await screen.findByLabelText('Which website?'), 'https://pixel')
  first.unmount()
  renderApp(FORM)
  expect(await screen.findByLabelText('Which website?')).toHaveValue('https://pixel')
})

test('a draft is sent in from its own page', async () => {
  const sent: unknown[] = []
  server.use(
    http.post(`${ORDERS}${drafted.id}/request`, async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json(requested)
    }),
  )
  const { user } = showOrder(drafted)
  await user.selectOptions(await screen.findByLabelText('What should it do better?'), 'Be found')
  await user.click(await ask())
  expect(await screen.findByText(/We read it and name one price/)).toBeVisible()
  expect(sent).toEqual([{ answers: { website: 'https://pixelandpine.example', goal: 'Be found' } }])
})

test('a quote is accepted, and leads to the checkout', async () => {
  const assign = vi.fn()
  const { origin, href, protocol } = window.location
  vi.stubGlobal('location', { assign, origin, href, protocol })
  server.use(
    http.post(`${ORDERS}${quoted.id}/accept`, () =>
      HttpResponse.json(
        { url: 'http://pay.test/c/1', session_id: 'cs_1', expires_at: '2026-11-22T00:00:00Z', sandbox: true },
        { status: 201 },
      ),
    ),
  )
  const { user } = showOrder(quoted)
  await user.click(await screen.findByRole('button', { name: 'Accept and pay $450.00' }))
  await waitFor(() => expect(assign).toHaveBeenCalledWith('http://pay.test/c/1'))
  vi.unstubAllGlobals()
})

test('a refusal of the checkout is said beside the price', async () => {
  server.use(
    http.post(`${ORDERS}${quoted.id}/accept`, () =>
      problem(409, 'quote_expired', 'The quote does not hold any more. Ask us for a new one.'),
    ),
  )
  const { user } = showOrder(quoted)
  await user.click(await screen.findByRole('button', { name: /^Accept and pay/ }))
  expect(await screen.findByRole('alert')).toHaveTextContent(/does not hold any more/)
})

test('a quote that ran out cannot be accepted', async () => {
  showOrder(ranOut)
  expect(await screen.findByText(/Ran out on 20 December 2026/)).toBeVisible()
  expect(screen.queryByRole('button', { name: /Accept/ })).toBeNull()
})

test('cancelling asks first, takes a reason along, and shows the order as it then is', async () => {
  const sent: unknown[] = []
  server.use(
    http.post(`${ORDERS}${requested.id}/cancel`, async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json(cancelled)
    }),
  )
  const { user } = showOrder(requested)
  await user.click(await screen.findByRole('button', { name: 'Cancel the order…' }))
  await user.type(screen.getByLabelText('Why? (optional)'), 'We do it ourselves.')
  await user.click(screen.getByRole('button', { name: 'Cancel the order' }))
  expect(await screen.findByText('It was cancelled, at no cost.')).toBeVisible()
  expect(sent).toEqual([{ note: 'We do it ourselves.' }])
})

test('the way of an order: what has happened with its time, what is still to come', async () => {
  showOrder(inProgress)
  const current = await screen.findByText('In progress', { selector: 'li *' })
  expect(current.closest('li')).toHaveAttribute('aria-current', 'step')
  expect(screen.getByText('We deliver')).toBeVisible()
  expect(screen.getByText('Sandbox payment')).toBeVisible()
  expect(screen.getByText(/report follows on Thursday/)).toBeVisible()
})

test('orders are listed, and an empty list teaches the next step', async () => {
  const { unmount } = renderApp('/services/orders')
  expect(await screen.findByRole('link', { name: 'Look at the services' })).toHaveAttribute(
    'href',
    '/services',
  )
  unmount()
  server.use(answer('/api/v1/billing/orders/', page([quoted])))
  renderApp('/services/orders')
  expect(await screen.findByRole('link', { name: /Website Audit.*\$450\.00.*SO-01001/ })).toBeVisible()
})

test('who may not see orders is told so', async () => {
  server.use(http.get(ORDERS, () => problem(403, 'permission_denied', 'You are not allowed to do this.')))
  renderApp('/services/orders')
  expect(await screen.findByRole('alert')).toHaveTextContent('You are not allowed to do this.')
})
