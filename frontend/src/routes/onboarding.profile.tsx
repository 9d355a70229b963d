import { createFileRoute, redirect } from '@tanstack/react-router'
import { FormSkeleton } from '@/components/layout'
import { ProfilePage } from '@/features/onboarding'
import { profileQuery } from '@/lib/api'

/** Changing the numbers one has given; who has given none yet is asked for them one by one. */
export const Route = createFileRoute('/onboarding/profile')({
  loader: async ({ context }) => {
    const profile = await context.queryClient.ensureQueryData(profileQuery)
    if (!profile) throw redirect({ to: '/onboarding', replace: true })
  },
  pendingComponent: FormSkeleton,
  component: ProfilePage,
})
