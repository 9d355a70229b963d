import { needsCsrf } from '@/lib/api/csrf'
import { ApiError } from '@/lib/api/errors'
import { ensureCsrf, type Reply, refusal, request } from './client'

/**
 * Something done to one's own account, for which being signed in may not be enough: then it fails with code
 * `reauthentication_required`, and works once `auth.reauthenticate` has.
 */
async function manage<Data>(method: string, path: string, body?: object): Promise<Data> {
  if (needsCsrf(method)) await ensureCsrf()
  const response = await request(method, path, body)
  if (response.ok) return (await response.json()).data
  const reply: Reply = await response
    .clone()
    .json()
    .catch(() => ({}))
  if (response.status === 401 && reply.meta?.is_authenticated) {
    throw new ApiError(403, 'reauthentication_required', 'Please write your password to go on.')
  }
  throw await refusal(response)
}

export interface EmailAddress {
  email: string
  /** False while its code has not been typed. */
  verified: boolean
  primary: boolean
}

/** One browser in which a person is signed in. */
export interface BrowserSession {
  id: number
  ip: string
  user_agent: string
  /** Seconds since 1970. */
  created_at: number
  is_current: boolean
}

/** Looking after one's own account; kept apart from signing in, which every page carries. */
export const account = {
  reauthenticate: (password: string) => manage<unknown>('POST', '/auth/reauthenticate', { password }),
  emails: () => manage<EmailAddress[]>('GET', '/account/email'),
  changeEmail: (email: string) => manage<EmailAddress[]>('POST', '/account/email', { email }),
  forgetEmail: (email: string) => manage<EmailAddress[]>('DELETE', '/account/email', { email }),
  confirmEmail: (key: string) => manage<unknown>('POST', '/auth/email/verify', { key }),
  changePassword: (body: { current_password: string; new_password: string }) =>
    manage<unknown>('POST', '/account/password/change', body),
  sessions: () => manage<BrowserSession[]>('GET', '/auth/sessions'),
  endSessions: (sessions: number[]) => manage<BrowserSession[]>('DELETE', '/auth/sessions', { sessions }),
}
