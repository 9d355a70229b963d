import { createFileRoute, notFound, rootRouteId, useNavigate } from '@tanstack/react-router'
import { AnalyticsPage } from '@/features/analytics'
import { summaryQuery } from '@/features/analytics/api'
import { lookOf, readSearch } from '@/features/analytics/search'
import { currentUser } from '@/lib/auth'

export const Route = createFileRoute('/_app/analytics')({
  validateSearch: readSearch,
  // To everybody else there is no such page. The server asks again, of course.
  beforeLoad: async ({ context: { queryClient } }) => {
    const me = await currentUser(queryClient)
    if (!me?.is_superuser) throw notFound({ routeId: rootRouteId })
  },
  loaderDeps: ({ search }) => lookOf(search),
  // Begun here and not awaited: the page draws its own blank meanwhile.
  loader: ({ context: { queryClient }, deps }) => {
    void queryClient.prefetchQuery(summaryQuery(deps))
  },
  component: Analytics,
})

function Analytics() {
  const search = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  return (
    <AnalyticsPage
      search={search}
      onSearch={(change) =>
        void navigate({ search: (former) => readSearch({ ...former, ...change }), resetScroll: false })
      }
    />
  )
}
