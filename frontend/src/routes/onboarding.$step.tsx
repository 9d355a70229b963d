import { createFileRoute, notFound, redirect } from '@tanstack/react-router'
import { FormSkeleton } from '@/components/layout'
import { type Step, StepPage } from '@/features/onboarding'

/** `from` is the page to go back to once the one answer is changed. */
interface Search {
  from?: 'review'
}

export const Route = createFileRoute('/onboarding/$step')({
  validateSearch: (search): Search => (search.from === 'review' ? { from: 'review' } : {}),
  loader: async ({ context, params: { step } }) => {
    // Loaded when it is needed: what every route does itself stands in the entry.
    const { entryStep, isStep } = await import('@/features/onboarding/entry')
    if (!isStep(step)) throw notFound()
    const open = await entryStep(context.queryClient, step)
    if (open !== step) throw redirect({ to: '/onboarding/$step', params: { step: open }, replace: true })
  },
  pendingComponent: FormSkeleton,
  component: Page,
})

function Page() {
  const { step } = Route.useParams()
  const { from } = Route.useSearch()
  return <StepPage step={step as Step} fromReview={from === 'review'} />
}
