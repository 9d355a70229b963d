import { createFileRoute, redirect } from '@tanstack/react-router'
import { FormSkeleton } from '@/components/layout'
import { StartPage } from '@/features/onboarding'
import { activeProjectQuery, profileQuery } from '@/lib/api'

export const Route = createFileRoute('/onboarding/start')({
  loader: async ({ context: { queryClient } }) => {
    const [profile, project] = await Promise.all([
      queryClient.ensureQueryData(profileQuery),
      queryClient.ensureQueryData(activeProjectQuery),
    ])
    if (project) throw redirect({ to: '/projects/$id', params: { id: project.id }, replace: true })
    if (!profile) throw redirect({ to: '/onboarding/profile', replace: true })
  },
  pendingComponent: FormSkeleton,
  component: StartPage,
})
