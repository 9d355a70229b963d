import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type LetterPreferences, unwrap } from '@/lib/api'

/** Of the letters one may do without, which one gets. */
export const lettersQuery = queryOptions({
  queryKey: ['letters', 'preferences'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/letters/preferences', { signal })),
})

/** Shown as chosen at once; goes back to what holds where it could not be kept. Choices are kept in their order. */
export function useChooseLetters() {
  const queryClient = useQueryClient()
  const { queryKey } = lettersQuery
  return useMutation({
    scope: { id: 'letters' },
    mutationFn: (body: Partial<LetterPreferences>) =>
      unwrap(api.PATCH('/api/v1/letters/preferences', { body })),
    onMutate: async (chosen) => {
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, (held) => held && { ...held, ...chosen })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
}
