import { type QueryClient, useMutation, useMutationState, useQueryClient } from '@tanstack/react-query'
import { toast } from '@/components/ui'
import {
  type ActiveProject,
  activeProjectQuery,
  api,
  type DecisionInput,
  sentenceFor,
  type Task,
  type TaskChange,
  unwrap,
} from '@/lib/api'
import { patchDecision, patchTask } from './patches'

const KEY = activeProjectQuery.queryKey

/**
 * Applies a pure change to the launch in the cache, when it is there. A read that is under way may be older
 * than the change, so it begins again.
 */
export function patchProject(client: QueryClient, change: (project: ActiveProject) => ActiveProject): void {
  const reading = client.isFetching({ queryKey: KEY }) > 0
  client.setQueryData(KEY, (project) => (project ? change(project) : project))
  if (reading) void client.invalidateQueries({ queryKey: KEY })
}

export function useProjectPatch() {
  const client = useQueryClient()
  return (change: (project: ActiveProject) => ActiveProject) => patchProject(client, change)
}

/** `messages` stays the same array: the conversation itself decides what is newer (see `useConversation`). */
const takeChange =
  ({ task, progress }: TaskChange) =>
  (project: ActiveProject) => ({ ...patchTask(project, task), progress })

interface Tick {
  taskId: string
  completed: boolean
}

/** Ticks of one task queue up behind each other, so that the last wish is the one that stays. */
export function useTick(projectId: string, taskId: string) {
  const patch = useProjectPatch()
  return useMutation({
    mutationKey: ['tick', projectId],
    scope: { id: `tick-${taskId}` },
    mutationFn: ({ completed }: Tick) =>
      unwrap(
        api.POST('/api/v1/projects/{id}/tasks/{task_id}/toggle', {
          params: { path: { id: projectId, task_id: taskId } },
          body: { completed },
        }),
      ),
    onSuccess: (change) => patch(takeChange(change)),
    onError: (error) => toast.error('The tick was not saved.', { description: sentenceFor(error) }),
  })
}

/** Wishes under way: what the checkbox shows before the server has answered. */
export function useWishes(projectId: string): ReadonlyMap<string, boolean> {
  const pending = useMutationState({
    filters: { mutationKey: ['tick', projectId], status: 'pending' },
    select: (mutation) => mutation.state.variables as Tick,
  })
  return new Map(pending.map(({ taskId, completed }) => [taskId, completed]))
}

export const withWish = (task: Task, wishes: ReadonlyMap<string, boolean>): Task => {
  const wish = wishes.get(task.task_id)
  return wish === undefined ? task : { ...task, completed: wish, claimed: null }
}

/** Answers "you said this is done". */
export function useClaim(projectId: string, taskId: string) {
  const patch = useProjectPatch()
  return useMutation({
    mutationFn: (accept: boolean) =>
      unwrap(
        api.POST('/api/v1/projects/{id}/tasks/{task_id}/claim', {
          params: { path: { id: projectId, task_id: taskId } },
          body: { accept },
        }),
      ),
    onSuccess: (change) => patch(takeChange(change)),
    onError: (error) => toast.error('That was not saved.', { description: sentenceFor(error) }),
  })
}

export function useDecide(projectId: string) {
  const patch = useProjectPatch()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: DecisionInput) =>
      unwrap(api.POST('/api/v1/projects/{id}/decisions', { params: { path: { id: projectId } }, body })),
    onSuccess: (decision) => {
      patch((project) => patchDecision(project, decision))
      return client.invalidateQueries({ queryKey: KEY })
    },
  })
}

/** Withdraws a decision; the one it had replaced stands again. */
export function useReject(projectId: string) {
  const patch = useProjectPatch()
  return useMutation({
    mutationFn: (decisionId: string) =>
      unwrap(
        api.POST('/api/v1/projects/{id}/decisions/{did}/reject', {
          params: { path: { id: projectId, did: decisionId } },
        }),
      ),
    onSuccess: ({ decision, current }) =>
      patch((project) => {
        const withdrawn = patchDecision(project, { ...decision, is_current: false })
        return current ? patchDecision(withdrawn, current) : withdrawn
      }),
    onError: (error) => toast.error('It still stands.', { description: sentenceFor(error) }),
  })
}

const conversation = '/api/v1/projects/{id}/messages' as const

export const fetchOlder = (id: string, before: number) =>
  unwrap(api.GET(conversation, { params: { path: { id }, query: { before } } }))

export const postMessage = (id: string, client_id: string, text: string) =>
  unwrap(api.POST(conversation, { params: { path: { id } }, body: { client_id, text } }))

export const postStop = (id: string, mid: string) =>
  unwrap(api.POST('/api/v1/projects/{id}/messages/{mid}/stop', { params: { path: { id, mid } } }))

export const postRetry = (id: string, mid: string) =>
  unwrap(api.POST('/api/v1/projects/{id}/messages/{mid}/retry', { params: { path: { id, mid } } }))

export const postEdit = (id: string, mid: string, client_id: string, text: string) =>
  unwrap(
    api.POST('/api/v1/projects/{id}/messages/{mid}/edit', {
      params: { path: { id, mid } },
      body: { client_id, text },
    }),
  )
