import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { ada } from '@/test/factories'
import { answer, authUrl, problem, refused } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'
import { browserName } from './model'

beforeEach(() => server.use(answer('/api/v1/users/me', ada)))

const data = (rows: unknown) => HttpResponse.json({ status: 200, data: rows })

const mustSayPassword = () =>
  HttpResponse.json(
    { status: 401, data: { flows: [{ id: 'reauthenticate' }] }, meta: { is_authenticated: true } },
    { status: 401 },
  )

const section = async (title: string) => within(await screen.findByRole('region', { name: title }))

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

test('what was typed and not saved is still there when one comes back', async () => {
  const first = renderApp('/settings')
  await first.user.type(await screen.findByLabelText('Name'), ' L')
  expect(await screen.findByText('Not saved yet')).toBeVisible()
  first.unmount()
  const { user } = renderApp('/settings')
  await waitFor(() => expect(screen.getByLabelText('Name')).toHaveValue('Ada L'))
  expect(screen.getByRole('button', { name: 'Save' })).toBeEnabled()
  await user.type(screen.getByLabelText('Name'), '{Backspace}{Backspace}')
  await waitFor(() => expect(sessionStorage.getItem('atelier.settings.profile')).toBeNull())
})

test('a new address: the password is asked for, then the code', async () => {
  let said = false
  let waiting = false
  const addresses = () =>
    data([
      { email: ada.email, verified: true, primary: true },
      ...(waiting ? [{ email: 'ada@work.example.com', verified: false, primary: false }] : []),
    ])
  server.use(
    http.get(authUrl('/account/email'), addresses),
    http.post(authUrl('/account/email'), () => {
      if (!said) return mustSayPassword()
      waiting = true
      return addresses()
    }),
    http.post(authUrl('/auth/reauthenticate'), async ({ request }) => {
      const { password } = (await request.json()) as { password: string }
      if (password !== 'nineteen') return refused('password', 'incorrect_password', 'Incorrect password.')
      said = true
      return data({})
    }),
    http.post(authUrl('/auth/email/verify'), async ({ request }) => {
      const { key } = (await request.json()) as { key: string }
      if (key !== 'QWRTZP') return refused('key', 'incorrect_code', 'Incorrect code.')
      waiting = false
      server.use(answer('/api/v1/users/me', { ...ada, email: 'ada@work.example.com' }))
      return data({})
    }),
  )
  const { user } = renderApp('/settings')
  const email = await section('E-mail')
  await user.click(email.getByRole('button', { name: 'Change the address' }))
  await user.type(await email.findByLabelText('New e-mail'), 'ada@work.example.com')
  await user.click(email.getByRole('button', { name: 'Send me a code' }))

  const password = await email.findByLabelText('Your password')
  await user.type(password, 'wrong')
  await user.click(email.getByRole('button', { name: 'Go on' }))
  await waitFor(() => expect(password).toHaveAccessibleDescription(/not your password/))
  await user.clear(password)
  await user.type(password, 'nineteen')
  await user.click(email.getByRole('button', { name: 'Go on' }))

  const code = await email.findByLabelText('Code from the e-mail')
  await user.type(code, 'AAAAAA')
  await user.click(email.getByRole('button', { name: 'Confirm the address' }))
  await waitFor(() => expect(code).toHaveAccessibleDescription(/not the code we sent/))
  await user.clear(code)
  await user.type(code, 'qwr tzp')
  await user.click(email.getByRole('button', { name: 'Confirm the address' }))
  expect(await email.findByText('ada@work.example.com')).toBeVisible()
  expect(email.getByRole('button', { name: 'Change the address' })).toBeVisible()
})

test('a code that is waited for is still asked for after a reload', async () => {
  server.use(
    http.get(authUrl('/account/email'), () =>
      data([{ email: 'ada@work.example.com', verified: false, primary: false }]),
    ),
    http.delete(authUrl('/account/email'), () => data([])),
  )
  const { user } = renderApp('/settings')
  const email = await section('E-mail')
  expect(await email.findByLabelText('Code from the e-mail')).toBeVisible()
  await user.click(email.getByRole('button', { name: 'Another address or a new code' }))
  expect(await email.findByLabelText('New e-mail')).toHaveValue('ada@work.example.com')
})

test('a new password is saved, and the fields are empty again', async () => {
  const sent: unknown[] = []
  server.use(
    http.post(authUrl('/account/password/change'), async ({ request }) => {
      sent.push(await request.json())
      return sent.length === 1
        ? refused('current_password', 'enter_current_password', 'Please type your current password.')
        : data({})
    }),
  )
  const { user } = renderApp('/settings')
  const password = await section('Password')
  await user.type(password.getByLabelText('Current password'), 'wrong')
  await user.type(password.getByLabelText('New password'), 'short')
  await user.click(password.getByRole('button', { name: 'Save the new password' }))
  await waitFor(() =>
    expect(password.getByLabelText('New password')).toHaveAccessibleDescription(/at least 8/),
  )
  await user.type(password.getByLabelText('New password'), ' sentence')
  await user.click(password.getByRole('button', { name: 'Save the new password' }))
  await waitFor(() =>
    expect(password.getByLabelText('Current password')).toHaveAccessibleDescription(/not your password/),
  )
  await user.type(password.getByLabelText('Current password'), ' no more')
  await user.click(password.getByRole('button', { name: 'Save the new password' }))
  await waitFor(() => expect(password.getByLabelText('New password')).toHaveValue(''))
  expect(sent[1]).toEqual({ current_password: 'wrong no more', new_password: 'short sentence' })
})

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

test('sessions are listed, this browser first, and others can be ended', async () => {
  let sessions = [
    { id: 1, ip: '10.0.0.2', user_agent: IPHONE, created_at: 1_763_600_000, is_current: false },
    { id: 2, ip: '127.0.0.1', user_agent: FIREFOX, created_at: 1_763_700_000, is_current: true },
  ]
  server.use(
    http.get(authUrl('/auth/sessions'), () => data(sessions)),
    http.delete(authUrl('/auth/sessions'), async ({ request }) => {
      const body = (await request.json()) as { sessions: number[] }
      sessions = sessions.filter(({ id }) => !body.sessions.includes(id))
      return data(sessions)
    }),
  )
  const { user } = renderApp('/settings')
  const list = await section('Sessions')
  const rows = await list.findAllByRole('listitem')
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringContaining('Firefox on LinuxThis browser'),
    expect.stringContaining('Safari on iPhone'),
  ])
  await user.click(list.getByRole('button', { name: 'End the session of Safari on iPhone' }))
  await waitFor(() => expect(list.getAllByRole('listitem')).toHaveLength(1))
  expect(list.queryByRole('button', { name: 'End all others' })).not.toBeInTheDocument()
})

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  ['curl/8.5', 'A program'],
])('%s is called %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name)
})

test('deleting the account takes a password and a tick, and ends at the log-in', async () => {
  const sent: unknown[] = []
  server.use(
    http.post('*/api/v1/users/me/delete', async ({ request }) => {
      sent.push(await request.json())
      if (sent.length === 1)
        return problem(400, 'invalid', 'No.', { errors: { password: ['That is not your password.'] } })
      if (sent.length === 2)
        return problem(409, 'hand_over_first', 'Others work in “Kiln”. Make one an owner.')
      server.use(http.get('*/api/v1/users/me', () => problem(401, 'not_authenticated', 'Please log in.')))
      return new HttpResponse(null, { status: 204 })
    }),
  )
  localStorage.setItem('atelier.theme', 'dark')
  localStorage.setItem('atelier.draft.x', 'Half a letter')
  const { user, router } = renderApp('/settings')
  await user.click(await screen.findByRole('button', { name: 'Delete my account…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Delete your account' }))
  const remove = dialog.getByRole('button', { name: 'Delete my account' })
  expect(dialog.getByText(/The record of what calls to models cost/)).toBeVisible()
  expect(remove).toBeDisabled()
  await user.type(dialog.getByLabelText('Your password'), 'nineteen{Enter}')
  expect(sent).toEqual([])
  await user.click(dialog.getByRole('checkbox', { name: /cannot be undone/ }))
  await user.click(remove)
  await waitFor(() =>
    expect(dialog.getByLabelText('Your password')).toHaveAccessibleDescription(/not your password/),
  )
  await user.click(remove)
  expect(await dialog.findByRole('alert')).toHaveTextContent('Others work in “Kiln”')
  await user.click(remove)
  expect(await screen.findByText(/Your account is deleted/)).toBeVisible()
  expect(router.state.location.pathname).toBe('/login')
  expect(localStorage.getItem('atelier.draft.x')).toBeNull()
  expect(localStorage.getItem('atelier.theme')).toBe('dark')
})

test('the data can be taken along', async () => {
  renderApp('/settings')
  const link = await screen.findByRole('link', { name: 'Download my data' })
  expect(link).toHaveAttribute('href', '/api/v1/users/me/export')
  expect(link).toHaveAttribute('download')
})

test('sections have addresses of their own', async () => {
  renderApp('/settings#sessions')
  const contents = within(await screen.findByRole('navigation', { name: 'Settings' }))
  expect(contents.getByRole('link', { name: 'Sessions' })).toHaveAttribute('aria-current', 'page')
  expect(contents.getByRole('link', { name: 'Your data' })).toHaveAttribute('href', '/settings#data')
})

test('letters are turned off and on at once, one kind at a time', async () => {
  const sent: unknown[] = []
  let chosen = { usage: true, weekly: false }
  server.use(
    http.get('*/api/v1/letters/preferences', () => HttpResponse.json(chosen)),
    http.patch('*/api/v1/letters/preferences', async ({ request }) => {
      const body = (await request.json()) as Partial<typeof chosen>
      sent.push(body)
      chosen = { ...chosen, ...body }
      return HttpResponse.json(chosen)
    }),
  )
  const { user } = renderApp('/settings')
  const letters = await section('Letters')
  const usage = await letters.findByRole('switch', { name: 'Limits of your plan' })
  const weekly = letters.getByRole('switch', { name: 'Your week' })
  expect(usage).toBeChecked()
  expect(weekly).not.toBeChecked()
  expect(usage).toHaveAccessibleDescription(/near or reached/)
  await user.click(usage)
  await waitFor(() => expect(usage).not.toBeChecked())
  await user.click(weekly)
  await waitFor(() => expect(sent).toEqual([{ usage: false }, { weekly: true }]))
  expect(usage).not.toBeChecked()
  expect(weekly).toBeChecked()
})

test('a choice of letters that could not be kept goes back to what holds', async () => {
  server.use(http.patch('*/api/v1/letters/preferences', () => problem(503, 'busy', 'The workshop is busy.')))
  const { user } = renderApp('/settings')
  const letters = await section('Letters')
  const weekly = await letters.findByRole('switch', { name: 'Your week' })
  await user.click(weekly)
  expect(await letters.findByRole('alert')).toHaveTextContent('The workshop is busy.')
  await waitFor(() => expect(weekly).toBeChecked())
})

test('letters that cannot be read say so, and can be asked for again', async () => {
  let broken = true
  server.use(
    http.get('*/api/v1/letters/preferences', () =>
      broken
        ? problem(404, 'not_found', 'There is nothing here.')
        : HttpResponse.json({ usage: true, weekly: true }),
    ),
  )
  const { user } = renderApp('/settings')
  const letters = await section('Letters')
  expect(await letters.findByRole('alert')).toHaveTextContent('There is nothing here.')
  broken = false
  await user.click(letters.getByRole('button', { name: 'Try again' }))
  expect(await letters.findByRole('switch', { name: 'Your week' })).toBeChecked()
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
