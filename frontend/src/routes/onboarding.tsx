import { createFileRoute, Outlet } from '@tanstack/react-router'
import { OnboardingLayout } from '@/features/onboarding'
import { requireUser } from '@/lib/auth'

export const Route = createFileRoute('/onboarding')({
  beforeLoad: ({ context, location }) => requireUser(context.queryClient, location.href),
  component: () => (
    <OnboardingLayout>
      <Outlet />
    </OnboardingLayout>
  ),
})
