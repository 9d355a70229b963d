import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api'
import { cursorIn } from '@/lib/api/cursor'
import type { Look } from './search'

const ANALYTICS = 'analytics'

export const summaryQuery = (look: Look) =>
  queryOptions({
    queryKey: [ANALYTICS, 'summary', look],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/analytics/summary', { params: { query: look }, signal })),
    placeholderData: keepPreviousData,
  })

export const rowsQuery = (look: Look, metric: string) =>
  infiniteQueryOptions({
    queryKey: [ANALYTICS, 'rows', look, metric],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/analytics/metrics/{metric}/rows', {
          params: {
            path: { metric },
            query: { ...look, page_size: 25, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => cursorIn(next),
  })

/** Events whose name begins with `name`, newest first. */
export const eventsQuery = (name: string) =>
  infiniteQueryOptions({
    queryKey: [ANALYTICS, 'events', name],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/analytics/events', {
          params: {
            query: {
              page_size: 50,
              ...(name ? { name } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => cursorIn(next),
  })

export type ExportName = 'metrics' | 'movements' | 'funnel' | 'cohorts' | 'workspaces'

/** Where the browser fetches a block from as a file. */
export const exportAddress = (name: ExportName, look: Look) =>
  `/api/v1/analytics/export/${name}.csv?${new URLSearchParams(look)}`
