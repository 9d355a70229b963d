import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api'
import type { OrderState } from './types'

/** Under billing's own key: what makes that stale, from wherever it comes, makes this stale too. */
export const CATALOGUE = ['billing', 'catalogue'] as const

export const catalogueQuery = queryOptions({
  queryKey: [...CATALOGUE, 'all'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/billing/catalogue/', { signal })),
})

const cursorIn = (address: string | null) =>
  address ? (new URL(address, window.location.origin).searchParams.get('cursor') ?? undefined) : undefined

export type Filed = 'requested' | 'under-way' | 'ended'

const STATES: Record<Filed, Exclude<OrderState, 'draft'>[]> = {
  requested: ['requested'],
  'under-way': ['quoted', 'accepted', 'paid', 'in_progress', 'delivered'],
  ended: ['closed', 'declined', 'cancelled'],
}

/** Who has waited longest for a quote comes first; of the others the newest. */
export const deskOrdersQuery = (filed: Filed) =>
  infiniteQueryOptions({
    queryKey: [...CATALOGUE, 'orders', filed],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/billing/catalogue/orders/', {
          params: {
            query: {
              state: STATES[filed],
              oldest_first: filed === 'requested',
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => cursorIn(next),
  })

/** Stripe itself is asked, so that nothing but a person asks. */
export const differencesQuery = queryOptions({
  queryKey: ['stripe-differences'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/billing/catalogue/sync', { signal })),
  staleTime: 0,
  gcTime: 0,
  retry: false,
  refetchOnWindowFocus: false,
})

export const reconciliationQuery = queryOptions({
  queryKey: [...CATALOGUE, 'reconciliation'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/billing/catalogue/reconciliation', { signal })),
})
