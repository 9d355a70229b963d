import { createFileRoute } from '@tanstack/react-router'
import { PageSkeleton } from '@/components/layout'
import { DashboardPage } from '@/features/dashboard'
import { activeProjectQuery, profileQuery } from '@/lib/api'

export const Route = createFileRoute('/_app/dashboard')({
  loader: ({ context: { queryClient } }) =>
    Promise.all([queryClient.ensureQueryData(profileQuery), queryClient.ensureQueryData(activeProjectQuery)]),
  pendingComponent: PageSkeleton,
  component: DashboardPage,
})
