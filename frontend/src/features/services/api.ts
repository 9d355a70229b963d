import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, unwrap } from '@/lib/api'
import { cursorIn } from '@/lib/api/cursor'
import { randomId } from '@/lib/ids'
import type { Order } from './types'

/** While an order is looked at. */
export const REFRESH_MS = 30_000

export const packagesQuery = queryOptions({
  queryKey: ['billing', 'packages'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/billing/packages', { signal })),
  staleTime: 5 * 60_000,
})

export const ordersQuery = infiniteQueryOptions({
  queryKey: ['billing', 'orders'],
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api.GET('/api/v1/billing/orders/', {
        params: { query: pageParam ? { cursor: pageParam } : {} },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: ({ next }) => cursorIn(next),
})

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['billing', 'order', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/billing/orders/{order_id}', { params: { path: { order_id: id } }, signal })),
  })

type WireAnswers = Record<string, string | number>

/** The same request sent again, after a cut line say, is one request; another one has a key of its own. */
function useRequestKey() {
  const last = useRef({ content: '', key: '' })
  return (body: object) => {
    const content = JSON.stringify(body)
    if (last.current.content !== content) last.current = { content, key: randomId() }
    return last.current.key
  }
}

function useKeepOrder() {
  const queryClient = useQueryClient()
  return (order: Order) => {
    queryClient.setQueryData(orderQuery(order.id).queryKey, order)
    void queryClient.invalidateQueries({ queryKey: ordersQuery.queryKey })
  }
}

interface Placing {
  package: string
  answers: WireAnswers
  draft: boolean
}

export function usePlaceOrder() {
  const keyFor = useRequestKey()
  return useMutation({
    mutationFn: (body: Placing) =>
      unwrap(
        api.POST('/api/v1/billing/orders/', {
          body,
          params: { header: { 'Idempotency-Key': keyFor(body) } },
        }),
      ),
    onSuccess: useKeepOrder(),
  })
}

/** Sends a draft in. */
export function useRequestOrder(id: string) {
  return useMutation({
    mutationFn: (answers: WireAnswers) =>
      unwrap(
        api.POST('/api/v1/billing/orders/{order_id}/request', {
          params: { path: { order_id: id } },
          body: { answers },
        }),
      ),
    onSuccess: useKeepOrder(),
  })
}

/** Takes the quote and leads to where it is paid. */
export function useAcceptQuote(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/billing/orders/{order_id}/accept', {
          params: { path: { order_id: id }, header: { 'Idempotency-Key': randomId() } },
        }),
      ),
    onSuccess: ({ url }) => window.location.assign(url),
    onSettled: () => queryClient.invalidateQueries({ queryKey: orderQuery(id).queryKey }),
  })
}

export function useCancelOrder(id: string) {
  return useMutation({
    mutationFn: (note: string) =>
      unwrap(
        api.POST('/api/v1/billing/orders/{order_id}/cancel', {
          params: { path: { order_id: id } },
          body: { note },
        }),
      ),
    onSuccess: useKeepOrder(),
  })
}
