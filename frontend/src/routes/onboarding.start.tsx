import { createFileRoute, redirect } from '@tanstack/react-router'

/** An older address of the way in. */
export const Route = createFileRoute('/onboarding/start')({
  beforeLoad: () => {
    throw redirect({ to: '/onboarding', replace: true })
  },
})
