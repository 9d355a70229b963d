import { createFileRoute } from '@tanstack/react-router'
import { RegisterPage } from '@/features/auth'
import { type NextSearch, readNext } from '@/lib/auth'

export const Route = createFileRoute('/_auth/register')({
  validateSearch: (search): NextSearch => readNext(search),
  component: () => <RegisterPage {...Route.useSearch()} />,
})
