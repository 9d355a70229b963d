import type { components } from '@/lib/api/allauth.gen'
import { csrfToken, needsCsrf } from '@/lib/api/csrf'
import { ApiError, errorFrom, networkError } from '@/lib/api/errors'

type Flow = components['schemas']['Flow']

/** The steps allauth may wait for; its specification forgets the last one. */
export type FlowId = Flow['id'] | 'password_reset_by_code'

export interface AuthState {
  authenticated: boolean
  /** The step still to take before one is signed in. */
  pending: FlowId | null
}

export interface Reply {
  data?: { flows?: { id: FlowId; is_pending?: boolean }[] }
  meta?: { is_authenticated?: boolean }
  errors?: { message: string; code: string; param?: string }[]
}

const BASE = '/_allauth/browser/v1'

/** 401 is no failure here: it says what is to be done next. 410 means the session is over. */
const ANSWERS = new Set([200, 401, 410])

export async function request(method: string, path: string, body?: object): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' })
  if (body) headers.set('Content-Type', 'application/json')
  const token = csrfToken()
  if (token && needsCsrf(method)) headers.set('X-CSRFToken', token)
  try {
    return await globalThis.fetch(
      new Request(new URL(BASE + path, window.location.origin), {
        method,
        headers,
        credentials: 'same-origin',
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    )
  } catch {
    throw networkError()
  }
}

/** The token comes with the configuration; without it every POST is refused. */
export async function ensureCsrf() {
  if (!csrfToken()) await request('GET', '/config')
}

/** allauth's own words where they are curt or clumsy. */
const CLEARER: Record<string, string> = {
  email_password_mismatch: 'The e-mail or the password is not right.',
  enter_current_password: 'That is not your password.',
  incorrect_password: 'That is not your password.',
  email_taken: 'This address cannot be used. Please choose another one.',
  duplicate_email: 'This is your address already.',
  incorrect_code: 'That is not the code we sent. Please check it, or ask for a new one.',
}

function byField(errors: NonNullable<Reply['errors']>): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const { param = '', message } of errors) {
    fields[param] = [...(fields[param] ?? []), message]
  }
  return fields
}

export async function refusal(response: Response): Promise<ApiError> {
  const plain = await errorFrom(response)
  const refused = (plain.body as Reply).errors
  if (!Array.isArray(refused) || refused.length === 0) return plain
  const errors = refused.map((error) => ({ ...error, message: CLEARER[error.code] ?? error.message }))
  const [first] = errors
  return new ApiError(
    response.status,
    first?.code ?? plain.code,
    errors.map((error) => error.message).join(' '),
    byField(errors),
    plain.body,
    plain.reference,
  )
}

async function readState(response: Response): Promise<AuthState> {
  const reply: Reply = await response.json().catch(() => ({}))
  return {
    authenticated: reply.meta?.is_authenticated ?? response.status === 200,
    pending: reply.data?.flows?.find((flow) => flow.is_pending)?.id ?? null,
  }
}

async function call(method: string, path: string, body?: object): Promise<AuthState> {
  if (needsCsrf(method)) await ensureCsrf()
  const response = await request(method, path, body)
  if (!ANSWERS.has(response.status)) throw await refusal(response)
  return readState(response)
}

/** Someone signed in already (in another tab, say) is told 409: what counts is then how things stand. */
async function enter(path: string, body: object): Promise<AuthState> {
  try {
    return await call('POST', path, body)
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) return call('GET', '/auth/session')
    throw error
  }
}

export interface SignUp {
  name?: string
  email: string
  password: string
}

/** The headless browser API of django-allauth (https://docs.allauth.org/en/latest/headless/openapi-specification/). */
export const auth = {
  session: () => call('GET', '/auth/session'),
  signUp: (input: SignUp) => enter('/auth/signup', input),
  logIn: (input: { email: string; password: string }) => enter('/auth/login', input),
  logOut: () => call('DELETE', '/auth/session'),
  verifyEmail: (key: string) => call('POST', '/auth/email/verify', { key }),
  resendEmailCode: () => call('POST', '/auth/email/verify/resend'),
  requestPasswordReset: (email: string) => call('POST', '/auth/password/request', { email }),
  resetPassword: (key: string, password: string) => call('POST', '/auth/password/reset', { key, password }),
}
