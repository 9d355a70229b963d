import { createFileRoute } from '@tanstack/react-router'
import { LoginPage } from '@/features/auth'
import { type NextSearch, readNext } from '@/lib/auth'

interface LoginSearch extends NextSearch {
  changed?: boolean | undefined
}

export const Route = createFileRoute('/_auth/login')({
  validateSearch: (search): LoginSearch => ({
    ...readNext(search),
    ...(search.changed === true ? { changed: true } : {}),
  }),
  component: () => <LoginPage {...Route.useSearch()} />,
})
