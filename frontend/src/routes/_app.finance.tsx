import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { MoneyPage } from '@/features/finance'
import { summaryQuery } from '@/features/finance/api'
import { lookOf, readSearch } from '@/features/finance/search'

export const Route = createFileRoute('/_app/finance')({
  validateSearch: readSearch,
  loaderDeps: ({ search }) => lookOf(search),
  // Begun here and not awaited: the page draws its own blank meanwhile.
  loader: ({ context: { queryClient }, deps }) => {
    void queryClient.prefetchQuery(summaryQuery(deps))
  },
  component: Finance,
})

function Finance() {
  const search = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  return (
    <MoneyPage
      search={search}
      onSearch={(change) =>
        void navigate({ search: (former) => readSearch({ ...former, ...change }), resetScroll: false })
      }
    />
  )
}
