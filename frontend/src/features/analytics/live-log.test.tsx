import { act, screen, within } from '@testing-library/react'
import { HttpResponse, http, ws } from 'msw'
import { expect, test, vi } from 'vitest'
import { makeHappening, makePlatform } from '@/test/analytics'
import { ada } from '@/test/factories'
import { answer } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'

const EVENTS = '/api/v1/analytics/events'
const page = (results: unknown[], next: string | null = null) => ({ results, next, previous: null })

// In a file of its own: the tab's one socket outlives a test, and this one wants to be at its other end.
test('the log follows what happens, waits while it is paused, and catches up in one page', async () => {
  const asked: string[] = []
  let log = [makeHappening()]
  let say: ((frame: object) => void) | undefined
  const subscribed: unknown[] = []
  server.use(
    answer('/api/v1/users/me', { ...ada, is_superuser: true }),
    answer('/api/v1/analytics/summary', makePlatform() as never),
    http.get(`*${EVENTS}`, ({ request }) => {
      const { search, searchParams } = new URL(request.url)
      asked.push(search)
      return HttpResponse.json(
        searchParams.has('cursor') ? page([]) : page(log, `http://localhost${EVENTS}?cursor=older`),
      )
    }),
    ws.link('ws://localhost:8000/ws/').addEventListener('connection', ({ client }) => {
      say = (frame) => client.send(JSON.stringify({ ...frame, topic: 'platform:events' }))
      client.addEventListener('message', ({ data }) => subscribed.push(JSON.parse(String(data)).topic))
    }),
  )
  const { user } = renderApp('/analytics')
  const lines = within(await screen.findByRole('region', { name: 'Event log' }))
  expect(lines.getByText('bo@example.com opened the workspace')).toBeVisible()
  await vi.waitFor(() => expect(subscribed).toContain('platform:events'))
  const rings = () =>
    act(() => {
      for (const _ of [1, 2, 3]) say?.({ type: 'events.recorded' })
    })

  log = [makeHappening({ id: 'e2', text: 'cy@example.com opened the workspace' }), ...log]
  rings()
  expect(await lines.findByText('cy@example.com opened the workspace')).toBeVisible()
  expect(asked).toEqual(['?page_size=50', '?page_size=50'])

  await user.click(screen.getByRole('button', { name: 'Pause' }))
  log = [makeHappening({ id: 'e3', text: 'dee@example.com opened the workspace' }), ...log]
  rings()
  expect(await screen.findByText('Paused. More has happened since.')).toBeVisible()
  expect(asked).toHaveLength(2)
  await user.click(screen.getByRole('button', { name: 'Follow' }))
  expect(await lines.findByText('dee@example.com opened the workspace')).toBeVisible()

  await user.selectOptions(screen.getByLabelText('Kind of event'), 'Payments')
  await vi.waitFor(() => expect(asked.at(-1)).toBe('?page_size=50&name=billing.payment'))
  await user.click(await screen.findByRole('button', { name: 'Show earlier events' }))
  await vi.waitFor(() => expect(asked.at(-1)).toContain('cursor=older'))
  expect(screen.getByText('Paused.')).toBeVisible()
})
