import { createFileRoute, redirect } from '@tanstack/react-router'

export const Route = createFileRoute('/monetization/setup')({
  beforeLoad: () => {
    throw redirect({ to: '/onboarding/profile', replace: true })
  },
})
