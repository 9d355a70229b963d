import { screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { ada } from '@/test/factories'
import { answer, problem } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'

beforeEach(() => server.use(answer('/api/v1/users/me', ada)))

test('name and time zone are saved together, by one press', async () => {
  const sent: unknown[] = []
  server.use(
    http.patch('*/api/v1/users/me', async ({ request }) => {
      const body = (await request.json()) as object
      sent.push(body)
      return HttpResponse.json({ ...ada, ...body })
    }),
  )
  const { user } = renderApp('/settings')
  const save = await screen.findByRole('button', { name: 'Save' })
  expect(save).toBeDisabled()
  await user.type(screen.getByLabelText('Name'), ' Lovelace')
  await user.selectOptions(screen.getByLabelText('Time zone'), 'Europe/London')
  await user.click(save)
  await waitFor(() => expect(save).toBeDisabled())
  expect(sent).toEqual([{ name: 'Ada Lovelace', time_zone: 'Europe/London' }])
})

test('a refusal stands beside its field and keeps what was typed', async () => {
  server.use(
    http.patch('*/api/v1/users/me', () =>
      problem(400, 'invalid', 'Please look again.', { errors: { name: ['Please choose another name.'] } }),
    ),
  )
  const { user } = renderApp('/settings')
  await user.type(await screen.findByLabelText('Name'), '!')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() =>
    expect(screen.getByLabelText('Name')).toHaveAccessibleDescription(/choose another name/),
  )
  expect(screen.getByLabelText('Name')).toHaveValue('Ada!')
})

test('the theme is kept in the browser and painted at once', async () => {
  const { user } = renderApp('/settings')
  await user.click(await screen.findByRole('radio', { name: /Night/ }))
  expect(document.documentElement.dataset.theme).toBe('dark')
  expect(localStorage.getItem('atelier.theme')).toBe('dark')
})

test('signed out elsewhere: the next request leads to the log-in, and back afterwards', async () => {
  const nobody = () => problem(401, 'not_authenticated', 'Please log in to go on.')
  const { user, router } = renderApp('/settings')
  await user.type(await screen.findByLabelText('Name'), '!')
  server.use(http.patch('*/api/v1/users/me', nobody), http.get('*/api/v1/users/me', nobody))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await screen.findByRole('heading', { name: 'Welcome back' })
  expect(router.state.location.search).toEqual({ next: '/settings' })
})
