import { createFileRoute, notFound, useNavigate } from '@tanstack/react-router'
import { CataloguePage } from '@/features/catalogue'
import { catalogueQuery } from '@/features/catalogue/api'
import { readSearch } from '@/features/catalogue/search'
import { currentUser } from '@/lib/auth'

export const Route = createFileRoute('/_app/catalogue')({
  validateSearch: readSearch,
  // To everybody else there is no such page. The server asks again, of course.
  beforeLoad: async ({ context: { queryClient } }) => {
    const me = await currentUser(queryClient)
    if (!me?.is_superuser) throw notFound()
  },
  // Begun here and not awaited: the page draws its own blank meanwhile.
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(catalogueQuery)
  },
  component: Catalogue,
})

function Catalogue() {
  const navigate = useNavigate({ from: Route.fullPath })
  return (
    <CataloguePage
      search={Route.useSearch()}
      onSearch={(search) => void navigate({ search, resetScroll: false })}
    />
  )
}
