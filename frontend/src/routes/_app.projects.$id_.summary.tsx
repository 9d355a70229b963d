import { createFileRoute } from '@tanstack/react-router'
import { SummaryPage } from '@/features/kit/components/summary-page'
import { kitQuery, projectQuery } from '@/features/kit/queries'

export const Route = createFileRoute('/_app/projects/$id_/summary')({
  loader: ({ context: { queryClient }, params: { id } }) => {
    void queryClient.prefetchQuery(projectQuery(id))
    void queryClient.prefetchQuery(kitQuery(id))
  },
  component: Summary,
})

function Summary() {
  const { id } = Route.useParams()
  return <SummaryPage key={id} projectId={id} />
}
