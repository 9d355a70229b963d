import { createFileRoute } from '@tanstack/react-router'
import { KitPage } from '@/features/kit/components/kit-page'
import { kitQuery, projectQuery } from '@/features/kit/queries'

export const Route = createFileRoute('/_app/projects/$id_/kit')({
  // Begun here and not awaited: the page draws its own blank meanwhile.
  loader: ({ context: { queryClient }, params: { id } }) => {
    void queryClient.prefetchQuery(kitQuery(id))
    void queryClient.prefetchQuery(projectQuery(id))
    void import('@/lib/markdown/markdown')
  },
  component: Kit,
})

function Kit() {
  const { id } = Route.useParams()
  return <KitPage key={id} projectId={id} />
}
