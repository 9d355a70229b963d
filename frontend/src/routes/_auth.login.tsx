import { createFileRoute } from '@tanstack/react-router'
import { safeNext } from '@/lib/auth'

export const Route = createFileRoute('/_auth/login')({
  validateSearch: (search: Record<string, unknown>): { next?: string | undefined } => ({
    next: safeNext(search.next),
  }),
  component: () => null,
})
