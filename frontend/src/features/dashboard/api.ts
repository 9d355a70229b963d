import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { activeProjectQuery, api, unwrap } from '@/lib/api'
import { cursorIn } from '@/lib/api/cursor'

/** While the page is looked at; what the socket tells of arrives sooner. */
export const REFRESH_MS = 30_000

export const usageQuery = queryOptions({
  queryKey: ['usage'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/ai/usage', { signal })),
})

export const activityQuery = infiniteQueryOptions({
  queryKey: ['activity'],
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api.GET('/api/v1/activity/', {
        params: { query: { page_size: 8, ...(pageParam ? { cursor: pageParam } : {}) } },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: ({ next }) => cursorIn(next),
})

/** Every launch one can see, whatever became of it; the newest page. */
export const projectsQuery = queryOptions({
  queryKey: ['projects', 'all'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/projects/', { signal }))).results,
})

interface TakeUp {
  id: string
  /** The launch that makes room, where one is under way. */
  instead: string | null
}

const setStatus = (project_id: string, status: 'active' | 'paused') =>
  unwrap(api.PATCH('/api/v1/projects/{project_id}', { params: { path: { project_id } }, body: { status } }))

/** Takes a launch up again; one that is under way is paused for it, since only one runs at a time. */
export function useTakeUp() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, instead }: TakeUp) => {
      if (instead) await setStatus(instead, 'paused')
      await setStatus(id, 'active')
    },
    onSettled: () =>
      Promise.all(
        [activeProjectQuery.queryKey, projectsQuery.queryKey, activityQuery.queryKey].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
