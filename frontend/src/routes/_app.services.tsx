import { createFileRoute } from '@tanstack/react-router'
import { PageSkeleton } from '@/components/layout'
import { packagesQuery, ServicesPage } from '@/features/services'

interface ServicesSearch {
  /** Whose form is shown. */
  package?: string | undefined
}

export const Route = createFileRoute('/_app/services')({
  validateSearch: (search): ServicesSearch =>
    typeof search.package === 'string' ? { package: search.package } : {},
  loader: ({ context }) => context.queryClient.ensureQueryData(packagesQuery),
  pendingComponent: PageSkeleton,
  component: () => <ServicesPage chosen={Route.useSearch().package} />,
})
