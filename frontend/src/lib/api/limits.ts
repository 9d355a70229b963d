/** A plan's limit, a budget's or a cap's, as a refusal spoke of it. */
export interface Limit {
  code: string
  /** The server's sentence: which limit, and what to do. */
  detail: string
  limit: number | null
  used: number | null
  resetsAt: string | null
  /** The lowest plan that has more, if one has. */
  upgrade: { key: string; name: string } | null
}

/** What refused: an `ApiError`, a frame of the socket, the error an answer ended with. */
export interface Refused {
  code: string
  detail: string
  body?: Readonly<Record<string, unknown>>
}

const LIMITS = new Set([
  'limit_reached',
  'daily_limit_reached',
  'not_included',
  'no_free_seat',
  'budget_exhausted',
  'spend_limit_reached',
])

const isRefused = (value: unknown): value is Refused =>
  typeof value === 'object' && value !== null && 'code' in value && 'detail' in value

const numberOr = (value: unknown) => (typeof value === 'number' ? value : null)

function planIn(value: unknown): Limit['upgrade'] {
  if (typeof value !== 'object' || value === null) return null
  const { key, name } = value as Record<string, unknown>
  return typeof key === 'string' && typeof name === 'string' ? { key, name } : null
}

/** The limit that a failure was about, or null when it was about something else. */
export function limitIn(error: unknown): Limit | null {
  if (!isRefused(error) || !LIMITS.has(error.code)) return null
  const body = error.body ?? {}
  return {
    code: error.code,
    detail: error.detail,
    limit: numberOr(body.limit),
    used: numberOr(body.used),
    resetsAt: typeof body.resets_at === 'string' ? body.resets_at : null,
    upgrade: planIn(body.upgrade),
  }
}
