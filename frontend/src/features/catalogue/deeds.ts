import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '@/lib/api'
import type { components } from '@/lib/api/schema.gen'
import { randomId } from '@/lib/ids'
import { CATALOGUE, catalogueQuery, differencesQuery } from './api'
import type { CataloguePackage, CataloguePlan, PackageEdit, PlanEdit, Values } from './types'

/** Puts what a write answered in its place at once; the rest is read anew, also after a refusal. */
function useFresh() {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: CATALOGUE })
  return {
    again,
    plan: (plan: CataloguePlan) => {
      client.setQueryData(catalogueQuery.queryKey, (held) =>
        held ? { ...held, plans: held.plans.map((each) => (each.key === plan.key ? plan : each)) } : held,
      )
      client.removeQueries({ queryKey: differencesQuery.queryKey })
      void client.invalidateQueries({ queryKey: ['plans'] })
    },
    package: (row: CataloguePackage) =>
      client.setQueryData(catalogueQuery.queryKey, (held) =>
        held ? { ...held, packages: held.packages.map((each) => (each.key === row.key ? row : each)) } : held,
      ),
  }
}

export function useChangePlan(key: string) {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (body: PlanEdit & { seen: string }) =>
      unwrap(api.PATCH('/api/v1/billing/catalogue/plans/{key}', { params: { path: { key } }, body })),
    onSuccess: fresh.plan,
    onSettled: fresh.again,
  })
}

export const usePreview = (key: string) =>
  useMutation({
    mutationFn: (values: Values) =>
      unwrap(
        api.POST('/api/v1/billing/catalogue/plans/{key}/inclusions/preview', {
          params: { path: { key } },
          body: { values },
        }),
      ),
  })

interface Inclusions {
  seen: string
  values: Values
  confirmed?: number
}

export function useSetInclusions(key: string) {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (body: Inclusions) =>
      unwrap(
        api.PUT('/api/v1/billing/catalogue/plans/{key}/inclusions', { params: { path: { key } }, body }),
      ),
    onSuccess: fresh.plan,
    onSettled: fresh.again,
  })
}

type NewPrice = components['schemas']['NewPriceInputRequest']

export function useMakePrice(key: string) {
  const fresh = useFresh()
  const [once] = useState(randomId)
  return useMutation({
    mutationFn: (body: NewPrice) =>
      unwrap(
        api.POST('/api/v1/billing/catalogue/plans/{key}/prices/', {
          // A corrected price is another request, and needs a key of its own.
          params: {
            path: { key },
            header: { 'Idempotency-Key': `${once} ${body.interval} ${body.amount_minor} ${body.seen}` },
          },
          body,
        }),
      ),
    onSuccess: fresh.plan,
    onSettled: fresh.again,
  })
}

export function useRetirePrice(price_id: string) {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (seen: string) =>
      unwrap(
        api.POST('/api/v1/billing/catalogue/prices/{price_id}/retire', {
          params: { path: { price_id } },
          body: { seen },
        }),
      ),
    onSuccess: fresh.plan,
    onSettled: fresh.again,
  })
}

export function useChangePackage(key: string) {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (body: PackageEdit & { seen: string }) =>
      unwrap(api.PATCH('/api/v1/billing/catalogue/packages/{key}', { params: { path: { key } }, body })),
    onSuccess: fresh.package,
    onSettled: fresh.again,
  })
}

interface Quote {
  seen: string
  amount_minor: number
  note: string
  valid_until?: string
}

export function useQuote(order_id: string) {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (body: Quote) =>
      unwrap(
        api.POST('/api/v1/billing/catalogue/orders/{order_id}/quote', {
          params: { path: { order_id } },
          body,
        }),
      ),
    onSettled: fresh.again,
  })
}

interface Move {
  seen: string
  to: 'declined' | 'in_progress' | 'delivered' | 'closed' | 'cancelled'
  note: string
}

export function useMoveOrder(order_id: string) {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (body: Move) =>
      unwrap(
        api.POST('/api/v1/billing/catalogue/orders/{order_id}/move', {
          params: { path: { order_id } },
          body,
        }),
      ),
    onSettled: fresh.again,
  })
}

/** Does exactly the list that `digest` names. */
export function useSync() {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (digest: string) =>
      unwrap(
        api.POST('/api/v1/billing/catalogue/sync', {
          params: { header: { 'Idempotency-Key': randomId() } },
          body: { digest },
        }),
      ),
    onSettled: fresh.again,
  })
}
