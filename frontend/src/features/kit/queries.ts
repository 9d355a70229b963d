import { queryOptions } from '@tanstack/react-query'
import type { Client } from 'openapi-fetch'
import { api, type ProjectState, unwrap } from '@/lib/api'
import type { KitPaths } from './wire'

/** The same client, told of the kit's part of the API. */
export const kits = api as unknown as Client<KitPaths>

/** Begins with the project's own key: whatever refreshes the project refreshes its kit. */
export const projectKey = (id: string) => ['projects', id] as const
export const kitKey = (id: string) => [...projectKey(id), 'kit'] as const

export const kitQuery = (id: string) =>
  queryOptions({
    queryKey: kitKey(id),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/projects/{project_id}/kit', { params: { path: { project_id: id } }, signal })),
  })

/** The project without its conversation: also one that has ended, and also for those who only read it. */
export const projectQuery = (id: string) =>
  queryOptions({
    queryKey: projectKey(id),
    queryFn: ({ signal }): Promise<ProjectState> =>
      unwrap(api.GET('/api/v1/projects/{project_id}', { params: { path: { project_id: id } }, signal })),
  })
