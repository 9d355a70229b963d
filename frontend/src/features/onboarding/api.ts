import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  type ActiveProject,
  activeProjectQuery,
  api,
  isApiError,
  type ProfileInput,
  type ProjectInput,
  profileQuery,
  unwrap,
} from '@/lib/api'

export function useSaveProfile() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: ProfileInput) => unwrap(api.PUT('/api/v1/projects/profile', { body })),
    onSuccess: (profile) => {
      queryClient.setQueryData(profileQuery.queryKey, profile)
      // A launch under way works its recommendations out from it.
      return queryClient.invalidateQueries({ queryKey: activeProjectQuery.queryKey, refetchType: 'none' })
    },
  })
}

/** Starts the launch. When one is under way already (another tab was quicker), that one is the answer. */
export function useStartProject() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: ProjectInput): Promise<ActiveProject> => {
      try {
        return await unwrap(api.POST('/api/v1/projects/', { body }))
      } catch (error) {
        if (!isApiError(error, 'project_active')) throw error
        return unwrap(api.GET('/api/v1/projects/active'))
      }
    },
    onSuccess: (project) => queryClient.setQueryData(activeProjectQuery.queryKey, project),
  })
}
