import { createFileRoute } from '@tanstack/react-router'
import { WorkspacePage } from '@/features/workspace/components/workspace-page'
import { activeProjectQuery } from '@/lib/api'

export const Route = createFileRoute('/_app/projects/$id')({
  // Begun here and not awaited: the socket subscribes while the launch is on its way.
  loader: ({ context }) => void context.queryClient.prefetchQuery(activeProjectQuery),
  component: Workspace,
})

function Workspace() {
  const { id } = Route.useParams()
  return <WorkspacePage key={id} projectId={id} />
}
