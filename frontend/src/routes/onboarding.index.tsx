import { createFileRoute, redirect } from '@tanstack/react-router'

/** The way in for everybody: the first question without an answer, or the first that still has a choice. */
export const Route = createFileRoute('/onboarding/')({
  beforeLoad: async ({ context }) => {
    const { entryStep } = await import('@/features/onboarding/entry')
    const step = await entryStep(context.queryClient, 'name')
    throw redirect({ to: '/onboarding/$step', params: { step }, replace: true })
  },
})
