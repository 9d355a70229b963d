import { createFileRoute } from '@tanstack/react-router'
import { BillingPage } from '@/features/billing/components/billing-page'
import { readBillingSearch } from '@/features/billing/search'

export const Route = createFileRoute('/_app/settings_/billing')({
  validateSearch: readBillingSearch,
  component: () => <BillingPage {...Route.useSearch()} />,
})
