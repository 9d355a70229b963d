import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { auth } from './client'
import { rememberSignedIn } from './session'

/** Ends the session and forgets everything that was loaded in it. */
export function useSignOut() {
  const queryClient = useQueryClient()
  const router = useRouter()
  return useMutation({
    mutationFn: auth.logOut,
    onSuccess: async () => {
      rememberSignedIn(false)
      await router.navigate({ to: '/login' })
      queryClient.clear()
    },
  })
}
