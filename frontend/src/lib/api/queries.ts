import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from './client'
import { isApiError } from './errors'
import type { ActiveProject } from './types'

/** What several features read. A query only one feature reads lives in that feature's api.ts. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/users/me', { signal })),
  staleTime: 5 * 60_000,
})

/** The creator's profile, or null before there is one. */
export const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: ({ signal }) => nullWhen('no_profile', unwrap(api.GET('/api/v1/projects/profile', { signal }))),
})

/** The launch under way, or null when there is none. */
export const activeProjectQuery = queryOptions({
  queryKey: ['projects', 'active'],
  queryFn: ({ signal }): Promise<ActiveProject | null> =>
    nullWhen('no_active_project', unwrap(api.GET('/api/v1/projects/active', { signal }))),
})

async function nullWhen<Data>(code: string, call: Promise<Data>): Promise<Data | null> {
  try {
    return await call
  } catch (error) {
    if (isApiError(error, code)) return null
    throw error
  }
}
