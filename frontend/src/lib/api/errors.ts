/** A refusal or failure the server spoke of, or `code: "network"` when it could not be reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    /** Stable and machine-readable, such as `daily_limit_reached`. */
    readonly code: string,
    /** A sentence for people. */
    readonly detail: string,
    /** Sentences by field, for code `invalid`. */
    readonly errors: Record<string, string[]> = {},
    /** The whole problem body: `resets_at`, `limit` and the like. */
    readonly body: Record<string, unknown> = {},
    /** Names this failure in the server's log. */
    readonly reference: string | null = null,
  ) {
    super(detail)
  }
}

export const isApiError = (error: unknown, code?: string): error is ApiError =>
  error instanceof ApiError && (code === undefined || error.code === code)

export const networkError = () =>
  new ApiError(0, 'network', 'Atelier cannot be reached right now. Check your connection and try again.')

const PLAIN: Record<number, [code: string, detail: string]> = {
  401: ['not_authenticated', 'Please log in to go on.'],
  403: ['permission_denied', 'You are not allowed to do this.'],
  404: ['not_found', 'There is nothing here.'],
  409: ['conflict', 'Something changed in the meantime. Reload the page and try again.'],
  413: ['too_large', 'That is more than can be sent at once.'],
  429: ['too_many_requests', 'That was a little too often. Wait a moment and try again.'],
}

const FAILED: [string, string] = ['server_error', 'Something went wrong on our side. Please try again.']

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: unknown, otherwise: string) => (typeof value === 'string' && value ? value : otherwise)

function fieldErrors(value: unknown): Record<string, string[]> {
  if (!isRecord(value)) return {}
  return Object.fromEntries(
    Object.entries(value).map(([field, sentences]) => [
      field,
      (Array.isArray(sentences) ? sentences : [sentences]).map(String),
    ]),
  )
}

async function readJson(response: Response): Promise<unknown> {
  const body = await response.text()
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

/** Reads problem+json (RFC 9457), and makes the best of anything else. */
export async function errorFrom(response: Response): Promise<ApiError> {
  const parsed = await readJson(response)
  const problem = isRecord(parsed) ? parsed : {}
  const [code, detail] = PLAIN[response.status] ?? FAILED
  return new ApiError(
    response.status,
    text(problem.code, code),
    text(problem.detail, detail),
    fieldErrors(problem.errors),
    problem,
    text(problem.reference, response.headers.get('X-Request-ID') ?? '') || null,
  )
}

/** What to tell a person about any failure at all. */
export const sentenceFor = (error: unknown): string => (isApiError(error) ? error.detail : FAILED[1])
