import { createFileRoute } from '@tanstack/react-router'
import { VerifyPage } from '@/features/auth'
import { type NextSearch, readNext } from '@/lib/auth'

export const Route = createFileRoute('/_auth/verify-email')({
  validateSearch: (search): NextSearch => readNext(search),
  component: () => <VerifyPage {...Route.useSearch()} />,
})
