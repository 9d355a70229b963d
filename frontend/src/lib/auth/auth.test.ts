import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { authUrl, pending, refused, signedIn, signedOut } from '@/test/handlers'
import { server } from '@/test/server'
import { auth } from './client'
import { isServerPage, readNext, routeForFlow, safeNext } from './flows'

const ada = { email: 'ada@example.com', password: 'a long enough sentence' }

beforeEach(() => {
  // biome-ignore lint/suspicious/noDocumentCookie: jsdom has no cookie store
  document.cookie = 'csrftoken=; max-age=0'
})

test('without a token the configuration is asked first, for its cookie', async () => {
  const asked: string[] = []
  server.events.on('request:start', ({ request }) =>
    asked.push(`${request.method} ${new URL(request.url).pathname}`),
  )
  server.use(
    http.get(authUrl('/config'), () => {
      // biome-ignore lint/suspicious/noDocumentCookie: jsdom has no cookie store
      document.cookie = 'csrftoken=fresh'
      return HttpResponse.json({ status: 200 })
    }),
    http.post(authUrl('/auth/login'), ({ request }) =>
      request.headers.get('X-CSRFToken') === 'fresh' ? signedIn() : new HttpResponse(null, { status: 403 }),
    ),
  )
  expect(await auth.logIn(ada)).toEqual({ authenticated: true, pending: null })
  expect(asked).toEqual(['GET /_allauth/browser/v1/config', 'POST /_allauth/browser/v1/auth/login'])
  server.events.removeAllListeners()
})

test('a sign-up that waits for the code is a success in progress', async () => {
  server.use(http.post(authUrl('/auth/signup'), () => pending('verify_email')))
  const state = await auth.signUp(ada)
  expect(state).toEqual({ authenticated: false, pending: 'verify_email' })
  expect(routeForFlow(state)).toBe('/verify-email')
})

test('refusals come with the field they speak of', async () => {
  server.use(
    http.post(authUrl('/auth/signup'), () =>
      refused('password', 'password_too_common', 'This password is too common.'),
    ),
  )
  await expect(auth.signUp(ada)).rejects.toMatchObject({
    status: 400,
    code: 'password_too_common',
    errors: { password: ['This password is too common.'] },
  })
})

test('a refusal without a body says what its status means', async () => {
  server.use(http.post(authUrl('/auth/login'), () => HttpResponse.json({ status: 429 }, { status: 429 })))
  await expect(auth.logIn(ada)).rejects.toMatchObject({
    status: 429,
    detail: expect.stringContaining('too often'),
  })
})

test('who is signed in already is simply let in', async () => {
  server.use(
    http.post(authUrl('/auth/login'), () => HttpResponse.json({ status: 409 }, { status: 409 })),
    http.get(authUrl('/auth/session'), signedIn),
  )
  expect(await auth.logIn(ada)).toEqual({ authenticated: true, pending: null })
})

test('logging out is answered by 401, which is what was wanted', async () => {
  server.use(http.delete(authUrl('/auth/session'), signedOut))
  expect(await auth.logOut()).toEqual({ authenticated: false, pending: null })
})

test.each([
  ['/projects/1?tab=plan', '/projects/1?tab=plan'],
  ['//evil.example', undefined],
  ['/\\evil.example', undefined],
  ['https://evil.example', undefined],
  ['javascript:alert(1)', undefined],
  [7, undefined],
])('the way back %s is kept as %s', (next, kept) => {
  expect(safeNext(next)).toBe(kept)
})

test.each([
  [{ plan: 'pro', interval: 'year' }, '/settings/billing?plan=pro&interval=year'],
  [{ plan: 'starter' }, '/settings/billing?plan=starter&interval=month'],
  [{ plan: 'pro', interval: 'year&next=//evil.example' }, '/settings/billing?plan=pro&interval=month'],
  [{ plan: '../../evil' }, undefined],
  [{ plan: 'pro', next: '/projects/1' }, '/projects/1'],
  [{}, undefined],
])('a plan chosen on the pricing page, %j, leads to %s', (search, next) => {
  expect(readNext(search).next).toBe(next)
})

test('a step this app has no page for leads nowhere by itself', () => {
  expect(routeForFlow({ authenticated: false, pending: 'mfa_authenticate' })).toBeNull()
})

test('pages Django renders are left to the browser', () => {
  expect(['/admin/', '/sandbox/mail/', '/administration', '/dashboard'].map(isServerPage)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
