import { screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { ada, adasProfile } from '@/test/factories'
import { answer, authUrl, pending, refused, signedIn, signedOut } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'

const PASSWORD = 'a long enough sentence'

/** From here on the server knows who is there. */
const becomeAda = () => server.use(answer('/api/v1/users/me', ada))

const withProfile = () => server.use(answer('/api/v1/projects/profile', adasProfile))

beforeEach(() => {
  server.use(http.head('*/sandbox/mail/', () => new HttpResponse(null, { status: 404 })))
})

async function fill(user: ReturnType<typeof renderApp>['user'], fields: Record<string, string>) {
  for (const [label, text] of Object.entries(fields))
    await user.type(await screen.findByLabelText(label), text)
}

test('signing up leads to the code, and the code into the app', async () => {
  const codes: unknown[] = []
  server.use(
    http.post(authUrl('/auth/signup'), () => pending('verify_email')),
    http.get(authUrl('/auth/session'), () => pending('verify_email')),
    http.post(authUrl('/auth/email/verify'), async ({ request }) => {
      codes.push(await request.json())
      becomeAda()
      return signedIn()
    }),
  )
  const { user, router } = renderApp('/register')
  await fill(user, { 'Name (optional)': 'Ada', 'E-mail': ada.email, Password: PASSWORD })
  await user.click(screen.getByRole('button', { name: 'Create my account' }))

  await screen.findByRole('heading', { name: 'Check your e-mail' })
  expect(screen.getByText(ada.email)).toBeVisible()
  expect(router.state.location.href).toBe('/verify-email')
  await fill(user, { 'Code from the e-mail': 'ab3-d9x ' })
  await user.click(screen.getByRole('button', { name: 'Confirm' }))

  await screen.findByRole('heading', { name: 'Where are most of your people?' })
  expect(codes).toEqual([{ key: 'AB3D9X' }])
})

test('what is missing is said beside the field, before anything is sent', async () => {
  const { user } = renderApp('/register')
  await fill(user, { 'E-mail': 'ada', Password: 'short' })
  await user.click(screen.getByRole('button', { name: 'Create my account' }))

  expect(await screen.findByLabelText('E-mail')).toHaveAccessibleDescription(/write an e-mail address/)
  expect(screen.getByLabelText('E-mail')).toBeInvalid()
  expect(screen.getByLabelText('E-mail')).toHaveFocus()
  expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/at least 8 characters/)
})

test("the server's own sentence about a field appears beside it", async () => {
  server.use(
    http.post(authUrl('/auth/signup'), () =>
      refused('password', 'password_too_common', 'This password is too common.'),
    ),
  )
  const { user } = renderApp('/register')
  await fill(user, { 'E-mail': ada.email, Password: 'password1' })
  await user.click(screen.getByRole('button', { name: 'Create my account' }))
  await waitFor(() =>
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/This password is too common/),
  )
})

test('a wrong code is refused beside the field, a spent one says what to do', async () => {
  server.use(
    http.get(authUrl('/auth/session'), () => pending('verify_email')),
    http.post(authUrl('/auth/email/verify'), () => refused('key', 'incorrect_code', 'Incorrect code.')),
  )
  const { user } = renderApp('/verify-email')
  await fill(user, { 'Code from the e-mail': 'AAAAAA' })
  await user.click(screen.getByRole('button', { name: 'Confirm' }))
  await waitFor(() =>
    expect(screen.getByLabelText('Code from the e-mail')).toHaveAccessibleDescription(
      'That is not the code we sent. Please check it, or ask for a new one.',
    ),
  )

  server.use(
    http.post(authUrl('/auth/email/verify'), () => HttpResponse.json({ status: 409 }, { status: 409 })),
  )
  await user.click(screen.getByRole('button', { name: 'Confirm' }))
  expect(await screen.findByText(/has run out or was tried too often/)).toBeVisible()
})

test('a new code can be asked for, once in a while', async () => {
  const resend = vi.fn(() => HttpResponse.json({ status: 200 }))
  server.use(
    http.get(authUrl('/auth/session'), () => pending('verify_email')),
    http.post(authUrl('/auth/email/verify/resend'), resend),
  )
  const { user } = renderApp('/verify-email')
  await user.click(await screen.findByRole('button', { name: 'send a new code' }))
  expect(await screen.findByText(/A new code is on its way/)).toBeVisible()
  expect(screen.getByRole('button', { name: /send a new code in/ })).toBeDisabled()
  expect(resend).toHaveBeenCalledOnce()
})

test('asking again too soon says so', async () => {
  server.use(
    http.get(authUrl('/auth/session'), () => pending('verify_email')),
    http.post(authUrl('/auth/email/verify/resend'), () =>
      HttpResponse.json({ status: 429 }, { status: 429 }),
    ),
  )
  const { user } = renderApp('/verify-email')
  await user.click(await screen.findByRole('button', { name: 'send a new code' }))
  expect(await screen.findByText(/sent only just now/)).toBeVisible()
})

test('without a pending sign-up the page of the code says so', async () => {
  renderApp('/verify-email')
  expect(await screen.findByText(/No code is being waited for/)).toBeVisible()
  expect(screen.queryByLabelText('Code from the e-mail')).not.toBeInTheDocument()
})

test('the sandbox mailbox is offered where there is one', async () => {
  server.use(
    http.get(authUrl('/auth/session'), () => pending('verify_email')),
    http.head('*/sandbox/mail/', () => new HttpResponse(null)),
  )
  renderApp('/verify-email')
  expect(await screen.findByRole('link', { name: 'Open the sandbox mailbox' })).toHaveAttribute(
    'href',
    '/sandbox/mail/',
  )
})

test('who is not signed in is led to the log-in, and back to where they wanted to go', async () => {
  server.use(
    http.post(authUrl('/auth/login'), () => {
      becomeAda()
      return signedIn()
    }),
  )
  const { user, router } = renderApp('/settings')
  await screen.findByRole('heading', { name: 'Welcome back' })
  expect(router.state.location.search).toEqual({ next: '/settings' })
  await fill(user, { 'E-mail': ada.email, Password: PASSWORD })
  await user.click(screen.getByRole('button', { name: 'Log in' }))
  await screen.findByRole('heading', { name: 'Settings' })
})

test('a wrong password is said plainly', async () => {
  server.use(
    http.post(authUrl('/auth/login'), () =>
      refused(
        'password',
        'email_password_mismatch',
        'The email address and/or password you specified are not correct.',
      ),
    ),
  )
  const { user } = renderApp('/login')
  await fill(user, { 'E-mail': ada.email, Password: 'wrong' })
  await user.click(screen.getByRole('button', { name: 'Log in' }))
  expect(await screen.findByText('The e-mail or the password is not right.')).toBeVisible()
})

test('logging in before the address is confirmed leads to the code, keeping the way back', async () => {
  server.use(
    http.post(authUrl('/auth/login'), () => pending('verify_email')),
    http.get(authUrl('/auth/session'), () => pending('verify_email')),
  )
  const { user, router } = renderApp('/login?next=%2Fsettings')
  await fill(user, { 'E-mail': ada.email, Password: PASSWORD })
  await user.click(screen.getByRole('button', { name: 'Log in' }))
  await screen.findByRole('heading', { name: 'Check your e-mail' })
  expect(router.state.location.search).toEqual({ next: '/settings' })
})

test('a forgotten password is replaced by code, and signs in', async () => {
  withProfile()
  server.use(
    http.post(authUrl('/auth/password/request'), () => pending('password_reset_by_code')),
    http.post(authUrl('/auth/password/reset'), signedOut),
    http.post(authUrl('/auth/login'), () => {
      becomeAda()
      return signedIn()
    }),
  )
  const { user } = renderApp('/forgot-password')
  await fill(user, { 'E-mail': ada.email })
  await user.click(screen.getByRole('button', { name: 'Send me a code' }))
  await screen.findByRole('heading', { name: 'Choose a new password' })
  await fill(user, { 'Code from the e-mail': 'AB3D9X', 'New password': PASSWORD })
  await user.click(screen.getByRole('button', { name: 'Save and log in' }))
  await screen.findByRole('heading', { name: 'Good to see you, Ada' })
})

test('new people get the time zone of their browser', async () => {
  withProfile()
  const sent: unknown[] = []
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
    timeZone: 'Asia/Tokyo',
    locale: 'en',
    calendar: 'gregory',
    numberingSystem: 'latn',
  })
  server.use(
    http.post(authUrl('/auth/login'), () => {
      server.use(answer('/api/v1/users/me', { ...ada, time_zone: 'UTC' }))
      return signedIn()
    }),
    http.patch('*/api/v1/users/me', async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json({ ...ada, time_zone: 'Asia/Tokyo' })
    }),
  )
  const { user } = renderApp('/login')
  await fill(user, { 'E-mail': ada.email, Password: PASSWORD })
  await user.click(screen.getByRole('button', { name: 'Log in' }))
  await screen.findByRole('heading', { name: 'Good to see you, Ada' })
  expect(sent).toEqual([{ time_zone: 'Asia/Tokyo' }])
})

test('moving to another page moves the focus to its heading, and names it', async () => {
  const { user } = renderApp('/login')
  await user.click(await screen.findByRole('link', { name: 'Start free' }))
  expect(await screen.findByRole('heading', { name: 'Start free' })).toHaveFocus()
  expect(document.title).toBe('Start free · Atelier')
})

test('a plan chosen on the pricing page is kept through the code of the e-mail', async () => {
  server.use(
    http.post(authUrl('/auth/signup'), () => pending('verify_email')),
    http.get(authUrl('/auth/session'), () => pending('verify_email')),
    http.post(authUrl('/auth/email/verify'), () => {
      becomeAda()
      return signedIn()
    }),
  )
  const { user, router } = renderApp('/register?plan=pro&interval=year')
  await fill(user, { 'E-mail': ada.email, Password: PASSWORD })
  await user.click(screen.getByRole('button', { name: 'Create my account' }))
  await fill(user, { 'Code from the e-mail': 'AB3D9X' })
  await user.click(screen.getByRole('button', { name: 'Confirm' }))
  await waitFor(() => expect(router.state.location.href).toBe('/settings/billing?plan=pro&interval=year'))
})

test('who is signed in already and chooses a plan is taken to where it is paid', async () => {
  becomeAda()
  localStorage.setItem('atelier.signed-in', '1')
  const { router } = renderApp('/register?plan=starter&interval=month')
  await waitFor(() =>
    expect(router.state.location.href).toBe('/settings/billing?plan=starter&interval=month'),
  )
})
