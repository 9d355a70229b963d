import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { api, type Me, meQuery, profileQuery, unwrap } from '@/lib/api'
import { type AuthState, auth, isServerPage, rememberSignedIn, routeForFlow, safeNext } from '@/lib/auth'

/** Which step the sign-in service waits for in this browser; asked anew whenever a page needs it. */
export const authSessionQuery = queryOptions({
  queryKey: ['auth', 'session'],
  queryFn: auth.session,
  staleTime: 0,
  gcTime: 0,
})

const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** New people get the zone of their browser, so that "today" means their today. */
async function adoptTimeZone(me: Me): Promise<Me> {
  const zone = browserZone()
  if (me.time_zone !== 'UTC' || !zone || zone === 'UTC') return me
  return unwrap(api.PATCH('/api/v1/users/me', { body: { time_zone: zone } })).catch(() => me)
}

/** People we know nothing of yet are asked who they are; everyone else comes home. */
async function firstPage(queryClient: QueryClient) {
  const profile = await queryClient.fetchQuery(profileQuery).catch(() => undefined)
  return profile === null ? '/onboarding/profile' : '/dashboard'
}

interface AfterAuth {
  email?: string | undefined
  next?: string | undefined
}

/** Leads on from an answer of the sign-in service: into the app, or to the step it still waits for. */
export function useAfterAuth() {
  const queryClient = useQueryClient()
  const router = useRouter()

  const enter = async (next: string | undefined) => {
    queryClient.clear()
    const me = await queryClient.fetchQuery(meQuery)
    queryClient.setQueryData(meQuery.queryKey, await adoptTimeZone(me))
    rememberSignedIn(true)
    const to = safeNext(next) ?? (await firstPage(queryClient))
    if (isServerPage(to)) window.location.assign(to)
    else router.history.push(to)
  }

  return async (state: AuthState, { email, next }: AfterAuth = {}) => {
    if (state.authenticated) return enter(next)
    const to = routeForFlow(state) ?? '/login'
    return router.navigate({ to, state: email ? { email } : {}, search: next ? { next } : {} })
  }
}
