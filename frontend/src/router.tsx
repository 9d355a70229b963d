import { type QueryClient as Client, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { createRouter, type RouterHistory } from '@tanstack/react-router'
import { ErrorPage, NotFoundPage } from '@/components/layout/problem-page'
import { isApiError, meQuery } from '@/lib/api'
import { queryDefaults } from '@/lib/api/query-defaults'
import { routeTree } from './routeTree.gen'

export interface RouterContext {
  queryClient: Client
}

/** The router and the cache it loads through; tests make their own pair. */
export function createApp(history?: RouterHistory) {
  const onError = (error: unknown) => {
    if (isApiError(error) && error.status === 401) forgetUser()
  }
  const queryClient = new QueryClient({
    defaultOptions: queryDefaults,
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
  })
  const router = createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    scrollRestoration: true,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: ErrorPage,
    ...(history ? { history } : {}),
  })

  /** Signed out elsewhere: the guards ask again, and lead to the log-in. */
  function forgetUser() {
    if (queryClient.getQueryData(meQuery.queryKey) === undefined) return
    queryClient.removeQueries({ queryKey: meQuery.queryKey })
    void router.invalidate()
  }

  return { router, queryClient }
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createApp>['router']
  }
  interface HistoryState {
    /** Carried from the form to the page that asks for the code; kept out of the address. */
    email?: string
  }
}
