import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { api, type MeUpdate, meQuery, unwrap } from '@/lib/api'
import { rememberSignedIn } from '@/lib/auth'
import { account } from '@/lib/auth/account'

export function useUpdateMe() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: MeUpdate) => unwrap(api.PATCH('/api/v1/users/me', { body })),
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  })
}

/** One's addresses: the one in use, and one whose code is still to be typed. */
export const emailsQuery = queryOptions({ queryKey: ['auth', 'emails'], queryFn: account.emails })

export const sessionsQuery = queryOptions({ queryKey: ['auth', 'sessions'], queryFn: account.sessions })

export function useEndSessions() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: account.endSessions,
    onSuccess: (left) => queryClient.setQueryData(sessionsQuery.queryKey, left),
  })
}

/** Ends the account, and forgets in this browser whatever was kept for it. */
export function useDeleteAccount() {
  const queryClient = useQueryClient()
  const router = useRouter()
  return useMutation({
    mutationFn: async (password: string) => {
      await api.POST('/api/v1/users/me/delete', { body: { password } })
    },
    onSuccess: async () => {
      rememberSignedIn(false)
      forgetDrafts()
      await router.navigate({ to: '/login', search: { gone: true } })
      queryClient.clear()
    },
  })
}

/** The theme belongs to the browser; everything else of ours was the person's. */
function forgetDrafts() {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) {
      if (key.startsWith('atelier.') && key !== 'atelier.theme') storage.removeItem(key)
    }
  }
}
