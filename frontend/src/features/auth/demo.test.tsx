import { screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { ada, adasProfile, makeProject } from '@/test/factories'
import { answer, problem } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'

const offered = { available: true, name: 'Nora Lindgren', about: 'Nora builds desks and shelves.' }
const nora = { ...ada, name: offered.name, is_demo: true }
const project = makeProject()
const BUTTON = 'Try it as a demo creator'

beforeEach(() => {
  server.use(http.head('*/sandbox/mail/', () => new HttpResponse(null, { status: 404 })))
})

test('the demo creator leads straight to the desk, and the desk says whose it is', async () => {
  server.use(
    answer('/api/v1/demo', offered),
    http.post('*/api/v1/demo/session', () => {
      server.use(
        answer('/api/v1/users/me', nora),
        answer('/api/v1/projects/profile', adasProfile),
        answer('/api/v1/projects/active', project),
      )
      return HttpResponse.json({ name: nora.name, project_id: project.id }, { status: 201 })
    }),
  )
  const { user, router } = renderApp('/login')
  const button = await screen.findByRole('button', { name: BUTTON })
  expect(button).toHaveAccessibleDescription(/Nora builds desks.*lasts until the next start/)
  await user.click(button)

  await waitFor(() => expect(router.state.location.pathname).toBe(`/projects/${project.id}`))
  expect(await screen.findByText('Demo')).toHaveAttribute('title', expect.stringMatching(/next start/))
})

test('the offer is there from the first sight of the page', async () => {
  server.use(answer('/api/v1/demo', offered))
  renderApp('/login')
  await screen.findByRole('heading', { name: 'Welcome back' })
  expect(screen.getByRole('button', { name: BUTTON })).toBeVisible()
})

test.each([
  ['says there is none', () => HttpResponse.json({ available: false, name: '', about: '' })],
  ['knows no such address', () => problem(404, 'not_found', 'There is nothing at this address.')],
  ['cannot be reached', () => HttpResponse.error()],
])('nothing is offered where the server %s', async (_, reply) => {
  server.use(http.get('*/api/v1/demo', reply))
  renderApp('/login')
  await screen.findByRole('heading', { name: 'Welcome back' })
  expect(screen.queryByRole('button', { name: BUTTON })).not.toBeInTheDocument()
})

test('a refusal is said in plain words, and the log-in stays where it was', async () => {
  server.use(
    answer('/api/v1/demo', offered),
    http.post('*/api/v1/demo/session', () => problem(404, 'no_demo', 'There is no demo creator here.')),
  )
  const { user, router } = renderApp('/login')
  await user.click(await screen.findByRole('button', { name: BUTTON }))
  expect(await screen.findByRole('alert')).toHaveTextContent('There is no demo creator here.')
  expect(router.state.location.pathname).toBe('/login')
  expect(screen.getByRole('button', { name: BUTTON })).toBeEnabled()
})
