import { createFileRoute } from '@tanstack/react-router'
import { ReturnPage } from '@/features/billing/components/return-page'

interface ReturnSearch {
  session_id?: string | undefined
  workspace?: string | undefined
}

const words = (value: unknown) => (typeof value === 'string' && value ? value : undefined)

export const Route = createFileRoute('/_app/settings_/billing_/return')({
  validateSearch: (search): ReturnSearch => ({
    ...(words(search.session_id) ? { session_id: words(search.session_id) } : {}),
    ...(words(search.workspace) ? { workspace: words(search.workspace) } : {}),
  }),
  component: () => {
    const { session_id, workspace } = Route.useSearch()
    return <ReturnPage sessionId={session_id ?? ''} workspace={workspace} />
  },
})
