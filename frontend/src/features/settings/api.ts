import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type MeUpdate, meQuery, unwrap } from '@/lib/api'

export function useUpdateMe() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: MeUpdate) => unwrap(api.PATCH('/api/v1/users/me', { body })),
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  })
}
