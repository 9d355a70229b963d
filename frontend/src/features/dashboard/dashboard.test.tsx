import { screen } from '@testing-library/react'
import { http } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { ada, adasProfile, makeDecision, makePhase, makeProject, makeTask } from '@/test/factories'
import { answer, authUrl, problem, signedOut } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'
import { nextStep } from './model'

beforeEach(() => server.use(answer('/api/v1/users/me', ada)))

test('the next step waits for its groundwork', () => {
  const project = makeProject({
    phases: [
      makePhase({
        tasks: [
          makeTask({ task_id: 'a', completed: true }),
          makeTask({ task_id: 'b', depends_on: ['c'] }),
          makeTask({ task_id: 'c', depends_on: ['a'] }),
        ],
      }),
    ],
  })
  expect(nextStep(project)?.task.task_id).toBe('c')
})

test('without a profile the page teaches the first step', async () => {
  renderApp('/dashboard')
  expect(await screen.findByRole('link', { name: 'Say who you are' })).toHaveAttribute(
    'href',
    '/onboarding/profile',
  )
  expect(document.title).toBe('Good to see you, Ada · Atelier')
  expect(screen.getByText('Sandbox')).toBeVisible()
})

test('with a profile and no launch it offers the start', async () => {
  server.use(answer('/api/v1/projects/profile', adasProfile))
  renderApp('/dashboard')
  expect(await screen.findByRole('link', { name: 'Start the launch' })).toHaveAttribute(
    'href',
    '/onboarding/start',
  )
  expect(screen.getByText('50,000')).toBeVisible()
})

test('a launch under way is gone on with, its next step and standing shown', async () => {
  const project = makeProject({
    target_date: '2026-12-15',
    decisions: [makeDecision(), makeDecision({ id: 'x', display: 'Circle', is_current: false })],
    progress: { overall: 41, planning: 60, execution: 27, timeline: 34 },
  })
  server.use(answer('/api/v1/projects/active', project), answer('/api/v1/projects/profile', adasProfile))
  renderApp('/dashboard')
  expect(await screen.findByRole('link', { name: /Go on with the launch/ })).toHaveAttribute(
    'href',
    `/projects/${project.id}`,
  )
  expect(screen.getByText('Doors open on 15 December 2026')).toBeVisible()
  expect(screen.getByText('Set the founding price')).toBeVisible()
  expect(screen.getByRole('progressbar', { name: 'Planning' })).toHaveAttribute('aria-valuenow', '60')
  expect(screen.getByText('1 of 5')).toBeVisible()
  expect(screen.queryByText('Circle')).not.toBeInTheDocument()
})

test('a failure is told with a reference and another try, which works', async () => {
  // React and the router report every caught failure; here it is the point.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  server.use(
    http.get('*/api/v1/projects/active', () => problem(500, 'server_error', 'The database is away.')),
  )
  const { user } = renderApp('/dashboard')
  expect(await screen.findByRole('alert')).toHaveTextContent('The database is away.')
  expect(screen.getByText(/tell us this reference/)).toBeVisible()

  server.use(answer('/api/v1/projects/active', makeProject()))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Pixel & Pine')).toBeVisible()
})

test('logging out from the account menu leads to the log-in', async () => {
  server.use(
    http.delete(authUrl('/auth/session'), () => {
      server.use(http.get('*/api/v1/users/me', () => problem(401, 'not_authenticated', 'Please log in.')))
      return signedOut()
    }),
  )
  const { user } = renderApp('/dashboard')
  await user.click(await screen.findByRole('button', { name: 'Account of Ada' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Log out' }))
  await screen.findByRole('heading', { name: 'Welcome back' })
})

test('an address that is nothing says so', async () => {
  renderApp('/nothing-here')
  expect(await screen.findByRole('heading', { name: 'This page is not in the workshop' })).toBeVisible()
})
