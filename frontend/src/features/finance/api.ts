import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import {
  api,
  type ExpenseInput,
  type FinanceGoalInput,
  type FinanceGoalUpdate,
  type FinanceTileKey,
  type MoneyWorld,
  unwrap,
} from '@/lib/api'
import { cursorIn } from '@/lib/api/cursor'
import { randomId } from '@/lib/ids'
import type { Look } from './search'

const FINANCE = 'finance'

export const summaryQuery = (look: Look) =>
  queryOptions({
    queryKey: [FINANCE, 'summary', look],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/finance/summary', { params: { query: look }, signal })),
    placeholderData: keepPreviousData,
  })

export const entriesQuery = (look: Look, tile: FinanceTileKey) =>
  infiniteQueryOptions({
    queryKey: [FINANCE, 'entries', look, tile],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/finance/entries/', {
          params: { query: { ...look, tile, page_size: 25, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => cursorIn(next),
  })

export const sumQuery = (look: Look, tile: FinanceTileKey) =>
  queryOptions({
    queryKey: [FINANCE, 'sum', look, tile],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/finance/entries/sum', { params: { query: { ...look, tile } }, signal })),
  })

interface Series {
  metric: 'earned' | 'kept'
  world: MoneyWorld
  currency: string
  workspace?: string
}

/** Asked again while today's forecast is being made, but not for ever. */
const LOOK_AGAIN_MS = 4_000
const MOST_LOOKS = 8

export const projectionsQuery = (series: Series) =>
  queryOptions({
    queryKey: [FINANCE, 'projections', series],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/finance/projections', { params: { query: series }, signal })),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data?.status === 'pending' && dataUpdateCount < MOST_LOOKS ? LOOK_AGAIN_MS : false,
    staleTime: 10 * 60_000,
  })

export const entryQuery = (entry_id: string) =>
  queryOptions({
    queryKey: [FINANCE, 'entry', entry_id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/finance/entries/{entry_id}', { params: { path: { entry_id } }, signal })),
  })

/** After a change of the books every figure is asked for again. */
function useFresh() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: [FINANCE] })
}

const inWorkspace = (workspace: string | undefined) => (workspace ? { query: { workspace } } : {})

/** One key for one attempt: pressing again after a lost answer has its effect once. */
const once = (key: string) => ({ 'Idempotency-Key': key })

export function useAddExpense(workspace?: string) {
  return useMutation({
    mutationFn: (body: ExpenseInput & { client_id: string }) =>
      unwrap(
        api.POST('/api/v1/finance/expenses/', {
          params: { ...inWorkspace(workspace), header: once(body.client_id) },
          body,
        }),
      ),
    onSuccess: useFresh(),
  })
}

export function useReverse(entry_id: string) {
  return useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        api.POST('/api/v1/finance/entries/{entry_id}/reverse', {
          params: { path: { entry_id }, header: once(randomId()) },
          body: { reason },
        }),
      ),
    onSuccess: useFresh(),
  })
}

export function usePreview(workspace?: string) {
  return useMutation({
    mutationFn: (text: string) =>
      unwrap(api.POST('/api/v1/finance/imports/preview', { params: inWorkspace(workspace), body: { text } })),
  })
}

interface Confirmed {
  text: string
  digest: string
  leave_out_errors: boolean
}

export function useImport(workspace?: string) {
  return useMutation({
    mutationFn: (body: Confirmed) =>
      unwrap(
        api.POST('/api/v1/finance/imports/confirm', {
          params: { ...inWorkspace(workspace), header: once(randomId()) },
          body,
        }),
      ),
    onSuccess: useFresh(),
  })
}

export function useAddGoal(workspace?: string) {
  return useMutation({
    mutationFn: (body: FinanceGoalInput) =>
      unwrap(
        api.POST('/api/v1/finance/goals/', {
          params: { ...inWorkspace(workspace), header: once(randomId()) },
          body,
        }),
      ),
    onSuccess: useFresh(),
  })
}

/** Those put away; a page of them is more than anybody looks up. */
export const archivedGoalsQuery = (workspace: string | undefined) =>
  queryOptions({
    queryKey: [FINANCE, 'goals', 'archived', workspace],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/finance/goals/', {
          params: { query: { archived: true, ...(workspace ? { workspace } : {}) } },
          signal,
        }),
      ),
  })

export function useChangeGoal() {
  return useMutation({
    mutationFn: ({ id, ...body }: FinanceGoalUpdate & { id: string }) =>
      unwrap(api.PATCH('/api/v1/finance/goals/{goal_id}', { params: { path: { goal_id: id } }, body })),
    onSuccess: useFresh(),
  })
}

export function useDeleteGoal() {
  return useMutation({
    mutationFn: (goal_id: string) =>
      api.DELETE('/api/v1/finance/goals/{goal_id}', { params: { path: { goal_id } } }),
    onSuccess: useFresh(),
  })
}

/** Where the browser fetches the books from as a file. */
export const exportAddress = (look: Look, format: 'csv' | 'ofx', world: string) => {
  const { since, until, workspace } = look
  const query = new URLSearchParams({ since, until, world, ...(workspace ? { workspace } : {}) })
  return `/api/v1/finance/export/${format}?${query}`
}
