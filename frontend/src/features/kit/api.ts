import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ActiveProject, activeProjectQuery, api, isApiError, sentenceFor, unwrap } from '@/lib/api'
import { contentOf, isSame } from './model'
import { complain, note } from './notes'
import { kitKey, kitQuery, kits, projectKey, projectQuery } from './queries'
import type { Content, Kit, Section, SectionId } from './types'

const WRITING_POLL_MS = 5_000

/** Shown at once where the launch has just been on the screen, and read anew behind it. */
export function useProject(id: string) {
  const client = useQueryClient()
  const known = (): ActiveProject | undefined => {
    const active = client.getQueryData(activeProjectQuery.queryKey)
    return active?.id === id ? active : undefined
  }
  return useQuery({ ...projectQuery(id), placeholderData: known, refetchOnMount: 'always' })
}

/** While the partner writes, its end is also asked for: the one frame that tells of it may be lost. */
export const useKit = (id: string) =>
  useQuery({
    ...kitQuery(id),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => (state.data?.draft.status === 'writing' ? WRITING_POLL_MS : false),
  })

/** Something it is composed from changed: the kit, the project and the launch on the other screens. */
export function refreshAll(client: QueryClient, id: string) {
  return Promise.all([
    client.invalidateQueries({ queryKey: projectKey(id) }),
    client.invalidateQueries({ queryKey: activeProjectQuery.queryKey }),
  ])
}

function useTakeKit(id: string) {
  const client = useQueryClient()
  return async (kit: Kit) => {
    // A read that is under way may be older than this answer.
    await client.cancelQueries({ queryKey: kitKey(id) })
    client.setQueryData(kitQuery(id).queryKey, kit)
  }
}

interface Save {
  section: SectionId
  content: Content
  /** What the writing began from. */
  base: Content
}

const put = (id: string, section: SectionId, version: number, content: Content) =>
  unwrap(
    api.PUT('/api/v1/projects/{project_id}/kit/sections/{section}', {
      params: { path: { project_id: id, section } },
      body: { version, ...content },
    }),
  )

export const sectionOf = (kit: Kit, id: SectionId): Section | undefined =>
  kit.sections.find((section) => section.id === id)

/**
 * Saves a section. The version counts the edits of the whole kit, so a refusal is settled here when another
 * section moved on; it is passed on only when this one is no longer what the writing began from.
 */
export function useSaveSection(id: string) {
  const client = useQueryClient()
  const take = useTakeKit(id)
  return useMutation({
    mutationKey: ['kit', id, 'save'],
    mutationFn: async ({ section, content, base }: Save) => {
      const known = await client.ensureQueryData(kitQuery(id))
      try {
        return await put(id, section, known.version, content)
      } catch (error) {
        if (!isApiError(error, 'kit_changed')) throw error
        const fresh = await client.fetchQuery({ ...kitQuery(id), staleTime: 0 })
        const theirs = sectionOf(fresh, section)
        if (!theirs || !isSame(contentOf(theirs), base)) throw error
        return put(id, section, fresh.version, content)
      }
    },
    onSuccess: take,
  })
}

/** Puts the composed text back; what is lost by it can be had again for as long as the notice stands. */
export function useRestoreSection(id: string) {
  const take = useTakeKit(id)
  const save = useSaveSection(id)
  return useMutation({
    mutationFn: async (section: Section) =>
      unwrap(
        api.DELETE('/api/v1/projects/{project_id}/kit/sections/{section}', {
          params: { path: { project_id: id, section: section.id } },
        }),
      ),
    onSuccess: async (kit, before) => {
      await take(kit)
      const after = sectionOf(kit, before.id)
      void note(`“${before.title}” is as it was composed.`, {
        id: `restore-${before.id}`,
        duration: 12_000,
        action: {
          label: 'Undo',
          onClick: () =>
            save.mutate(
              { section: before.id, content: contentOf(before), base: contentOf(after ?? before) },
              {
                onError: (error) => void complain('It was not put back.', sentenceFor(error)),
              },
            ),
        },
      })
    },
    onError: (error) => void complain('It was not restored.', sentenceFor(error)),
  })
}

export function useStartDraft(id: string) {
  const take = useTakeKit(id)
  return useMutation({
    mutationFn: () =>
      unwrap(kits.POST('/api/v1/projects/{project_id}/kit/draft', { params: { path: { project_id: id } } })),
    onSuccess: take,
    onError: (error) => void complain('The partner did not begin.', sentenceFor(error)),
  })
}

/** Stops the partner's writing, or takes away what it wrote. */
export function useDropDraft(id: string) {
  const take = useTakeKit(id)
  return useMutation({
    mutationFn: () =>
      unwrap(
        kits.DELETE('/api/v1/projects/{project_id}/kit/draft', { params: { path: { project_id: id } } }),
      ),
    onSuccess: take,
    onError: (error) => void complain('That did not work.', sentenceFor(error)),
  })
}

interface Tick {
  taskId: string
  completed: boolean
}

const withTick = (kit: Kit, { taskId, completed }: Tick): Kit => ({
  ...kit,
  sections: kit.sections.map((section) => ({
    ...section,
    items:
      section.items?.map((item) => (item.task_id === taskId ? { ...item, done: completed } : item)) ?? null,
  })),
})

/** Ticks the task itself, wherever in the kit it stands. */
export function useTickTask(id: string, taskId: string) {
  const client = useQueryClient()
  const show = (tick: Tick) =>
    client.setQueryData(kitQuery(id).queryKey, (kit) => (kit ? withTick(kit, tick) : kit))
  return useMutation({
    scope: { id: `kit-tick-${taskId}` },
    mutationFn: (tick: Tick) =>
      unwrap(
        api.POST('/api/v1/projects/{id}/tasks/{task_id}/toggle', {
          params: { path: { id, task_id: tick.taskId } },
          body: { completed: tick.completed },
        }),
      ),
    onMutate: async (tick) => {
      await client.cancelQueries({ queryKey: kitKey(id) })
      show(tick)
    },
    onError: (error, tick) => {
      show({ ...tick, completed: !tick.completed })
      void complain('The tick was not saved.', sentenceFor(error))
    },
    onSettled: () => void refreshAll(client, id),
  })
}
