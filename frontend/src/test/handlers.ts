import { HttpResponse, http, type JsonBodyType, ws } from 'msw'
import { ada, makeUsage } from './factories'

const AUTH = '*/_allauth/browser/v1'

/** A problem+json answer, as every endpoint of the API refuses. */
export const problem = (status: number, code: string, detail: string, extra: Record<string, unknown> = {}) =>
  HttpResponse.json(
    { type: 'about:blank', title: code, status, code, detail, ...extra },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  )

/** allauth's way to say that a step is still to be taken. */
export const pending = (flow: string) =>
  HttpResponse.json(
    {
      status: 401,
      data: { flows: [{ id: 'login' }, { id: flow, is_pending: true }] },
      meta: { is_authenticated: false },
    },
    { status: 401 },
  )

export const signedIn = () =>
  HttpResponse.json({ status: 200, data: { user: { id: ada.id } }, meta: { is_authenticated: true } })

export const signedOut = () =>
  HttpResponse.json(
    { status: 401, data: { flows: [{ id: 'login' }, { id: 'signup' }] }, meta: { is_authenticated: false } },
    { status: 401 },
  )

/** allauth's refusals: sentences with the field they speak of. */
export const refused = (param: string | undefined, code: string, message: string, status = 400) =>
  HttpResponse.json({ status, errors: [{ message, code, ...(param ? { param } : {}) }] }, { status })

/** The socket of the tab: it opens, and says nothing unless a test makes it. */
const quietSocket = ws.link('*/ws/').addEventListener('connection', () => {})

const NO_ROWS = { results: [], next: null, previous: null }

/** Someone who has never been here. Tests override what they speak of. */
export const handlers = [
  quietSocket,
  http.get(`${AUTH}/config`, () => HttpResponse.json({ status: 200, data: {} })),
  http.get(`${AUTH}/auth/session`, signedOut),
  http.get('*/api/v1/demo', () => HttpResponse.json({ available: false, name: '', about: '' })),
  http.get('*/api/v1/users/me', () => problem(401, 'not_authenticated', 'Please log in to go on.')),
  http.get('*/api/v1/projects/profile', () => problem(404, 'no_profile', 'There is no profile yet.')),
  http.get('*/api/v1/projects/', () => HttpResponse.json(NO_ROWS)),
  http.get('*/api/v1/activity/', () => HttpResponse.json(NO_ROWS)),
  http.get('*/api/v1/ai/usage', () => HttpResponse.json(makeUsage())),
  http.get('*/api/v1/letters/preferences', () => HttpResponse.json({ usage: true, weekly: true })),
  http.get(`${AUTH}/account/email`, () => HttpResponse.json({ status: 200, data: [] })),
  http.get(`${AUTH}/auth/sessions`, () => HttpResponse.json({ status: 200, data: [] })),
  http.get('*/api/v1/projects/active', () => problem(404, 'no_active_project', 'No launch is under way.')),
]

export const authUrl = (path: string) => `${AUTH}${path}`

/** Answers a GET with `body`. */
export const answer = (path: string, body: JsonBodyType) =>
  http.get(`*${path}`, () => HttpResponse.json(body))
