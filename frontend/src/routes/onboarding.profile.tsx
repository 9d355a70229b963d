import { createFileRoute } from '@tanstack/react-router'
import { FormSkeleton } from '@/components/layout'
import { ProfilePage } from '@/features/onboarding'
import { profileQuery } from '@/lib/api'

export const Route = createFileRoute('/onboarding/profile')({
  loader: ({ context }) => context.queryClient.ensureQueryData(profileQuery),
  pendingComponent: FormSkeleton,
  component: ProfilePage,
})
