import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import { makeHappening, makePlatform, makeRow, untouchedPlatform } from '@/test/analytics'
import { ada } from '@/test/factories'
import { answer, problem } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'

const SUMMARY = '/api/v1/analytics/summary'
const page = (results: unknown[], next: string | null = null) => ({ results, next, previous: null })

function asRoot(summary = makePlatform()) {
  server.use(
    answer('/api/v1/users/me', { ...ada, is_superuser: true }),
    answer(SUMMARY, summary as never),
    answer('/api/v1/analytics/events', page([makeHappening()]) as never),
  )
}

const textOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map((row) => row.textContent)

test('a figure stands with what it was, what it should be and what it means, and opens to its rows', async () => {
  asRoot()
  const asked: string[] = []
  server.use(
    http.get('*/api/v1/analytics/metrics/mrr/rows', ({ request }) => {
      const { search } = new URL(request.url)
      asked.push(search)
      const older = search.includes('cursor')
      return HttpResponse.json(
        older
          ? page([makeRow({ id: 's2', label: 'Loom', value: 284_900 })])
          : page([makeRow()], 'http://localhost/api/v1/analytics/metrics/mrr/rows?cursor=older'),
      )
    }),
  )
  const { user, router } = renderApp('/analytics?since=2026-11-01&until=2026-11-10')
  const tile = await screen.findByRole('button', { name: 'MRR $2,948.00' })
  expect(tile).toHaveAccessibleDescription(
    /66% more than before,\s?before \$1,774\.00 On target: 15% growth or more What standing subscriptions/,
  )
  expect(screen.getByRole('button', { name: 'Churn 3.13%' })).toHaveAccessibleDescription(
    /Off target: under 2%/,
  )
  expect(screen.getByRole('button', { name: 'Lifetime value –' })).toHaveAccessibleDescription(
    /Nobody has left in this period/,
  )
  await user.click(tile)
  const sheet = within(await screen.findByRole('dialog', { name: 'MRR: $2,948.00' }))
  expect(await sheet.findByRole('link', { name: 'Kiln Club' })).toHaveAttribute(
    'href',
    '/admin/accounts/workspace/01938f00-0000-7000-8000-00000000aaaa/change/',
  )
  await user.click(sheet.getByRole('button', { name: 'Show more' }))
  expect(await sheet.findByText('$2,849.00')).toBeVisible()
  expect(sheet.getByText('All rows together').parentElement).toHaveTextContent('$2,948.00')
  // The very look that is drawn, with the world and the currency that the server chose.
  expect(asked[0]).toBe('?since=2026-11-01&until=2026-11-10&world=real&currency=USD&page_size=25')
  await user.click(sheet.getByRole('button', { name: 'Close' }))
  expect(router.state.location.search).toEqual({ since: '2026-11-01', until: '2026-11-10' })
})

test('a figure that is reckoned leads to those it is made of', async () => {
  asRoot()
  server.use(answer('/api/v1/analytics/metrics/churned_subscriptions/rows', page([]) as never))
  const { user } = renderApp('/analytics')
  await user.click(await screen.findByRole('button', { name: 'Churn 3.13%' }))
  const sheet = within(await screen.findByRole('dialog', { name: 'Churn: 3.13%' }))
  await user.click(sheet.getByRole('button', { name: /^Churned subscriptions/ }))
  expect(await screen.findByRole('dialog', { name: 'Churned subscriptions: 1' })).toBeVisible()
})

test('one world at a time, and the sandbox says that it is', async () => {
  asRoot()
  const asked: (string | null)[] = []
  server.use(
    http.get(`*${SUMMARY}`, ({ request }) => {
      const world = new URL(request.url).searchParams.get('world')
      asked.push(world)
      return HttpResponse.json(
        makePlatform(world === 'simulated' ? { world, currencies: ['EUR', 'USD'] } : {}) as never,
      )
    }),
  )
  const { user } = renderApp('/analytics')
  expect(await screen.findByText('Sandbox money is never counted here')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Sandbox' }))
  expect(await screen.findByText(/No real money moved here/)).toBeVisible()
  expect(screen.getByText('Only USD is counted, not EUR')).toBeVisible()
  expect(asked).toEqual([null, 'simulated'])
  expect(screen.getByRole('link', { name: 'Every movement as CSV' })).toHaveAttribute(
    'href',
    '/api/v1/analytics/export/movements.csv?since=2026-11-01&until=2026-11-10&world=simulated&currency=USD',
  )
})

test('what moved MRR leads from the opening to the closing', async () => {
  asRoot()
  renderApp('/analytics')
  const block = within(await screen.findByRole('region', { name: 'MRR' }))
  const sums = block.getAllByRole('definition').map((sum) => sum.textContent)
  expect(sums).toEqual([
    '$1,774.00',
    '+$1,385.00',
    '+$1,150.00',
    '+$673.00',
    '−$920.00',
    '−$1,114.00',
    '$2,948.00',
  ])
  expect(block.getByRole('button', { name: 'Churn: −$1,114.00' })).toHaveAttribute('aria-haspopup', 'dialog')
})

test('the funnel has counts and rates, and a step that equals a figure opens', async () => {
  asRoot()
  renderApp('/analytics')
  const table = await screen.findByRole('table', { name: 'Funnel' })
  const funnel = within(table)
  expect(textOf(table)).toEqual([
    'StepPeopleOf the step beforeOf visitors',
    'Visited924–100%',
    'Signed up23725.65%25.65%',
    'Verified their address11548.52%12.45%',
    'Paid2723.48%2.92%',
  ])
  expect(funnel.getByRole('button', { name: 'Signed up: 237' })).toBeVisible()
  expect(funnel.queryByRole('button', { name: /Verified/ })).not.toBeInTheDocument()
})

test('cohorts are a triangle of shares and counts', async () => {
  asRoot()
  const { user } = renderApp('/analytics')
  const table = await screen.findByRole('table', { name: 'People who stayed, by the week they began in' })
  expect(textOf(table)).toEqual([
    'Week ofPeopleWeek 0Week 1Week 2',
    '26 Oct 262095%1975%1550%10',
    '2 Nov 2616100%1625%4',
  ])
  await user.click(screen.getByRole('button', { name: 'Paying' }))
  expect(screen.getByText(/Nobody paid for the first time on these days/)).toBeVisible()
})

test('the worst margins come first, and another figure is drawn when it is chosen', async () => {
  asRoot()
  const { user, router } = renderApp('/analytics')
  const table = await screen.findByRole('table', { name: 'Usage, model cost and margin of workspaces' })
  const names = () =>
    within(table)
      .getAllByRole('rowheader')
      .map((name) => name.textContent)
  expect(names()).toEqual(['Kiln Club', 'Loom', 'Pixel & Pine'])
  expect(textOf(table)[1]).toBe('Kiln Club−$25.76−135.58%target 60%$19.00$44.7612')
  await user.click(screen.getByRole('button', { name: 'Highest cost' }))
  expect(names()).toEqual(['Pixel & Pine', 'Loom', 'Kiln Club'])
  await user.selectOptions(screen.getByLabelText('Figure over time'), 'Sign-ups')
  expect(await screen.findByRole('figure', { name: 'Sign-ups, day by day' })).toHaveAccessibleDescription(
    '237 in all; most 40 on 7 November 2026.',
  )
  expect(router.state.location.search).toEqual({ chart: 'sign_ups' })
})

test('on the first day every part says what will stand there', async () => {
  asRoot(untouchedPlatform())
  server.use(answer('/api/v1/analytics/events', page([]) as never))
  renderApp('/analytics')
  expect(await screen.findByText(/Nothing has happened here on these days/)).toBeVisible()
  for (const part of [
    /The line begins with the first that is counted/,
    /Nothing moved on these days/,
    /Nobody came by on these days/,
    /Nobody signed up on these days/,
    /No workspace used a model or paid/,
    /Nobody looked at a public page/,
  ]) {
    expect(screen.getByText(part)).toBeVisible()
  }
  expect(await screen.findByText(/Nothing of this kind has happened yet/)).toBeVisible()
})

test('a failure is said, and another try mends it', async () => {
  asRoot()
  server.use(http.get(`*${SUMMARY}`, () => problem(503, 'busy', 'The workshop is busy.'), { once: true }))
  const { user } = renderApp('/analytics')
  expect(await screen.findByRole('alert')).toHaveTextContent('The workshop is busy.')
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('button', { name: 'MRR $2,948.00' })).toBeVisible()
})

test('to others there is no such page, and nothing is asked', async () => {
  const asked = vi.fn()
  server.use(
    answer('/api/v1/users/me', ada),
    http.get('*/api/v1/analytics/*', ({ request }) => asked(request.url)),
  )
  renderApp('/analytics')
  expect(await screen.findByRole('heading', { name: 'This page is not in the workshop' })).toBeVisible()
  expect(screen.queryByRole('navigation')).not.toBeInTheDocument()
  expect(asked).not.toHaveBeenCalled()
})

test('the way there is shown to superusers alone', async () => {
  asRoot()
  const { user, unmount } = renderApp('/settings')
  expect(await screen.findByRole('region', { name: 'Platform' })).toBeVisible()
  await user.click(await screen.findByRole('button', { name: 'Account of Ada' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Analytics' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Analytics' })).toBeVisible()
  unmount()
  server.use(answer('/api/v1/users/me', ada))
  renderApp('/settings')
  await screen.findByRole('region', { name: 'Your data' })
  expect(screen.queryByRole('region', { name: 'Platform' })).not.toBeInTheDocument()
})
