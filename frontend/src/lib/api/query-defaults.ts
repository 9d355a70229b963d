import type { DefaultOptions } from '@tanstack/react-query'
import { isApiError } from './errors'

const MAX_RETRIES = 2

/** The server's considered refusals are final; only silence and its own failures are worth another try. */
export function shouldRetry(failures: number, error: unknown): boolean {
  const final = isApiError(error) && error.status >= 400 && error.status < 500
  return !final && failures < MAX_RETRIES
}

export const queryDefaults: DefaultOptions = {
  queries: { retry: shouldRetry, staleTime: 30_000 },
  mutations: { retry: false },
}
