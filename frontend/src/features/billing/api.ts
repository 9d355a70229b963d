import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, type PlanChange, unwrap } from '@/lib/api'
import { cursorIn } from '@/lib/api/cursor'

/** Which of one's workspaces; one's own unless said. */
export type Of = string | undefined

export const inWorkspace = (workspace: Of) => ({ query: workspace ? { workspace } : {} })

/** Everything of billing begins with this, so that one word makes all of it stale. */
const key = (workspace: Of, ...rest: string[]) => ['billing', workspace ?? 'own', ...rest]

export const subscriptionQuery = (workspace: Of) =>
  queryOptions({
    queryKey: key(workspace, 'subscription'),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/billing/subscription', { params: inWorkspace(workspace), signal })),
  })

export const usageReportQuery = (workspace: Of) =>
  queryOptions({
    queryKey: key(workspace, 'usage'),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/billing/usage', { params: inWorkspace(workspace), signal })),
  })

export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/billing/plans', { signal })),
  staleTime: 10 * 60_000,
})

export const invoicesQuery = (workspace: Of) =>
  infiniteQueryOptions({
    queryKey: key(workspace, 'invoices'),
    queryFn: ({ pageParam, signal }) => {
      const { query } = inWorkspace(workspace)
      const cursor = pageParam ? { cursor: pageParam } : {}
      return unwrap(
        api.GET('/api/v1/billing/invoices/', { params: { query: { ...query, ...cursor } }, signal }),
      )
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => cursorIn(next),
  })

export const contactQuery = (workspace: Of) =>
  queryOptions({
    queryKey: key(workspace, 'contact'),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/billing/contact', { params: inWorkspace(workspace), signal })),
  })

export const taxIdsQuery = (workspace: Of) =>
  queryOptions({
    queryKey: key(workspace, 'tax-ids'),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/billing/tax-ids', { params: inWorkspace(workspace), signal })),
  })

export type Wish = Pick<PlanChange, 'plan' | 'interval'>

export const previewQuery = (workspace: Of, { plan, interval }: Wish) =>
  queryOptions({
    queryKey: key(workspace, 'preview', plan, interval),
    queryFn: ({ signal }) =>
      unwrap(
        api.POST('/api/v1/billing/plan-change/preview', {
          params: inWorkspace(workspace),
          body: { plan, interval, quantity: 1 },
          signal,
        }),
      ),
    // What is shown is bound to a second of time: it is asked for anew whenever it is opened.
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })

export const checkoutQuery = (workspace: Of, session_id: string) =>
  queryOptions({
    queryKey: key(workspace, 'checkout', session_id),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/billing/checkout/{session_id}', {
          params: { ...inWorkspace(workspace), path: { session_id } },
          signal,
        }),
      ),
    staleTime: 0,
  })

export const budgetsQuery = (workspace: Of) =>
  queryOptions({
    queryKey: key(workspace, 'budgets'),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/billing/budgets', { params: inWorkspace(workspace), signal })),
  })
