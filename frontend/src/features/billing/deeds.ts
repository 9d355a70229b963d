import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import {
  api,
  type BillingContactInput,
  type BudgetLimitInput,
  type Budgets,
  type CancelInput,
  type Subscription,
  type TaxIdInput,
  unwrap,
} from '@/lib/api'
import { randomId } from '@/lib/ids'
import {
  budgetsQuery,
  contactQuery,
  inWorkspace,
  type Of,
  subscriptionQuery,
  taxIdsQuery,
  type Wish,
} from './api'

/** The same key goes along until the server has answered, so that a cut line never pays twice. */
function onceKey() {
  let current = ''
  return async <Answer>(
    send: (header: { 'Idempotency-Key': string }) => Promise<Answer>,
  ): Promise<Answer> => {
    current ||= randomId()
    try {
      const answer = await send({ 'Idempotency-Key': current })
      current = ''
      return answer
    } catch (error) {
      const unheard = error instanceof Error && 'code' in error && error.code === 'network'
      if (!unheard) current = ''
      throw error
    }
  }
}

const checkoutOnce = onceKey()
const changeOnce = onceKey()
const cancelOnce = onceKey()
const resumeOnce = onceKey()
const couponOnce = onceKey()
const taxIdOnce = onceKey()

/** Opens a checkout; its `url` is where to send the person. */
export const useCheckout = (workspace: Of) =>
  useMutation({
    mutationFn: (wish: Wish) =>
      checkoutOnce((header) =>
        unwrap(
          api.POST('/api/v1/billing/checkout', {
            params: { ...inWorkspace(workspace), header },
            body: { ...wish, currency: 'USD', quantity: 1, code: '' },
          }),
        ),
      ),
  })

interface Confirmation extends Wish {
  fingerprint: string
  proration_date: number
}

/** Does exactly what a preview showed. */
export function useChangePlan(workspace: Of) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: Confirmation) =>
      changeOnce((header) =>
        unwrap(
          api.POST('/api/v1/billing/plan-change', {
            params: { ...inWorkspace(workspace), header },
            body: { ...body, quantity: 1 },
          }),
        ),
      ),
    onSuccess: ({ status }) => (status === 'applied' ? refresh() : undefined),
  })
}

export function useCancel(workspace: Of) {
  const take = useTake(workspace)
  return useMutation({
    mutationFn: (body: CancelInput) =>
      cancelOnce((header) =>
        unwrap(api.POST('/api/v1/billing/cancel', { params: { ...inWorkspace(workspace), header }, body })),
      ),
    onSuccess: take,
  })
}

export function useResume(workspace: Of) {
  const take = useTake(workspace)
  return useMutation({
    mutationFn: () =>
      resumeOnce((header) =>
        unwrap(api.POST('/api/v1/billing/resume', { params: { ...inWorkspace(workspace), header } })),
      ),
    onSuccess: take,
  })
}

export function useCoupon(workspace: Of) {
  const take = useTake(workspace)
  return useMutation({
    mutationFn: (code: string) =>
      couponOnce((header) =>
        unwrap(
          api.POST('/api/v1/billing/coupon', {
            params: { ...inWorkspace(workspace), header },
            body: { code },
          }),
        ),
      ),
    onSuccess: take,
  })
}

export const usePortal = (workspace: Of) =>
  useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/billing/portal', { params: inWorkspace(workspace) })),
  })

export const useSeats = (workspace: Of) =>
  useMutation({
    mutationFn: (quantity: number) =>
      unwrap(api.PUT('/api/v1/billing/seats', { params: inWorkspace(workspace), body: { quantity } })),
  })

export function useSaveContact(workspace: Of) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BillingContactInput) =>
      unwrap(api.PUT('/api/v1/billing/contact', { params: inWorkspace(workspace), body })),
    onSuccess: (saved) => client.setQueryData(contactQuery(workspace).queryKey, saved),
  })
}

export function useAddTaxId(workspace: Of) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: TaxIdInput) =>
      taxIdOnce((header) =>
        unwrap(api.POST('/api/v1/billing/tax-ids', { params: { ...inWorkspace(workspace), header }, body })),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: taxIdsQuery(workspace).queryKey }),
  })
}

export function useRemoveTaxId(workspace: Of) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (tax_id: string) => {
      await api.DELETE('/api/v1/billing/tax-ids/{tax_id}', {
        params: { ...inWorkspace(workspace), path: { tax_id } },
      })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: taxIdsQuery(workspace).queryKey }),
  })
}

/** The plan as a deed answered it, at once; what depends on it is read anew. */
function useTake(workspace: Of) {
  const client = useQueryClient()
  const refresh = useRefresh()
  return (subscription: Subscription) => {
    client.setQueryData(subscriptionQuery(workspace).queryKey, subscription)
    return refresh()
  }
}

/** The same function from one render to the next, so that an effect may wait for it. */
export function useRefresh() {
  const client = useQueryClient()
  return useCallback(async () => {
    await Promise.all(
      [['billing'], ['usage'], ['projects', 'active']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  }, [client])
}

/** Every change of a limit is answered with all of them. */
function useBudgetDeed<Input>(workspace: Of, send: (input: Input) => Promise<Budgets>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: (budgets) => client.setQueryData(budgetsQuery(workspace).queryKey, budgets),
  })
}

export const useSaveLimit = (workspace: Of, kind: 'workspace' | 'user') =>
  useBudgetDeed(workspace, (body: BudgetLimitInput) =>
    unwrap(api.PUT(`/api/v1/billing/budgets/${kind}`, { params: inWorkspace(workspace), body })),
  )

export const useSaveOverage = (workspace: Of) =>
  useBudgetDeed(workspace, (cap_usd: string) =>
    unwrap(
      api.PUT('/api/v1/billing/budgets/overage', {
        params: inWorkspace(workspace),
        body: { cap_usd: Number(cap_usd) },
      }),
    ),
  )

export const useTopUp = (workspace: Of) =>
  useBudgetDeed(workspace, (amount_usd: string) =>
    unwrap(
      api.POST('/api/v1/billing/budgets/workspace/top-up', {
        params: inWorkspace(workspace),
        body: { amount_usd: Number(amount_usd) },
      }),
    ),
  )
