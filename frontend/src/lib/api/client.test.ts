import { HttpResponse, http } from 'msw'
import { afterEach, expect, test } from 'vitest'
import { ada } from '@/test/factories'
import { answer, problem } from '@/test/handlers'
import { server } from '@/test/server'
import { api, unwrap } from './client'
import { ApiError } from './errors'
import { shouldRetry } from './query-defaults'

const me = () => unwrap(api.GET('/api/v1/users/me'))
const rename = () => unwrap(api.PATCH('/api/v1/users/me', { body: { name: 'Ada L.' } }))
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  )

afterEach(() => {
  // biome-ignore lint/suspicious/noDocumentCookie: jsdom has no cookie store
  document.cookie = 'csrftoken=; max-age=0'
})

test('a good answer is its data', async () => {
  server.use(answer('/api/v1/users/me', ada))
  expect(await me()).toEqual(ada)
})

test('a problem becomes an ApiError with its code, sentence, fields and extras', async () => {
  server.use(
    http.get('*/api/v1/users/me', () =>
      problem(429, 'daily_limit_reached', 'That was the 50th message of the day.', {
        limit: 50,
        errors: { text: ['Too much.'] },
      }),
    ),
  )
  expect(await failure(me())).toMatchObject({
    status: 429,
    code: 'daily_limit_reached',
    detail: 'That was the 50th message of the day.',
    errors: { text: ['Too much.'] },
    body: { limit: 50 },
  })
})

test('a failure without a body is still a failure, and keeps the reference of the server', async () => {
  server.use(
    http.get(
      '*/api/v1/users/me',
      () => new HttpResponse(null, { status: 500, headers: { 'X-Request-ID': 'r-17' } }),
    ),
  )
  expect(await failure(me())).toMatchObject({ status: 500, code: 'server_error', reference: 'r-17' })
})

test('a page of HTML instead of JSON is told as a plain sentence', async () => {
  server.use(http.get('*/api/v1/users/me', () => HttpResponse.html('<h1>Bad Gateway</h1>', { status: 502 })))
  expect(await failure(me())).toMatchObject({ status: 502, detail: expect.stringContaining('went wrong') })
})

test('an unreachable server is a network error', async () => {
  server.use(http.get('*/api/v1/users/me', () => HttpResponse.error()))
  expect(await failure(me())).toMatchObject({ status: 0, code: 'network' })
})

test('writing sends the newest CSRF token, reading sends none', async () => {
  const sent: (string | null)[] = []
  const note = ({ request }: { request: Request }) => {
    sent.push(request.headers.get('X-CSRFToken'))
    return HttpResponse.json(ada)
  }
  server.use(http.get('*/api/v1/users/me', note), http.patch('*/api/v1/users/me', note))
  // biome-ignore lint/suspicious/noDocumentCookie: jsdom has no cookie store
  document.cookie = 'csrftoken=first'
  await me()
  await rename()
  // biome-ignore lint/suspicious/noDocumentCookie: jsdom has no cookie store
  document.cookie = 'csrftoken=rotated'
  await rename()
  expect(sent).toEqual([null, 'first', 'rotated'])
})

test.each([
  [401, false],
  [404, false],
  [429, false],
  [500, true],
  [0, true],
])('status %i is tried again: %s', (status, again) => {
  expect(shouldRetry(0, new ApiError(status, 'x', 'x'))).toBe(again)
})
