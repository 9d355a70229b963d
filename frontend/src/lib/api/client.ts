import createClient, { type Middleware } from 'openapi-fetch'
import { csrfToken, needsCsrf } from './csrf'
import type { WithDecisionValues } from './decision-values'
import { ApiError, errorFrom, networkError } from './errors'
import type { ShortPaths } from './paths'
import type { paths } from './schema.gen'

const manners: Middleware = {
  onRequest({ request }) {
    const token = csrfToken()
    if (token && needsCsrf(request.method)) request.headers.set('X-CSRFToken', token)
    return request
  },
  // openapi-fetch reports no error for a failure with an empty body, so every failure is thrown from here.
  async onResponse({ response }) {
    if (!response.ok) throw await errorFrom(response)
    return response
  },
  onError({ error }) {
    return error instanceof ApiError || isAbort(error) ? undefined : networkError()
  },
}

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError'

export const api = createClient<WithDecisionValues<paths> & ShortPaths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  headers: { Accept: 'application/json' },
  fetch: (request) => globalThis.fetch(request),
})

api.use(manners)

/** The data of a successful call; a failed one has already thrown an `ApiError`. */
export async function unwrap<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  const { data } = await call
  if (data === undefined)
    throw new ApiError(0, 'empty_answer', 'The server sent nothing back. Please try again.')
  return data
}
