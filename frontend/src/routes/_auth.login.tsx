import { createFileRoute } from '@tanstack/react-router'
import { demoQuery, LoginPage } from '@/features/auth'
import { type NextSearch, readNext } from '@/lib/auth'

interface LoginSearch extends NextSearch {
  changed?: boolean | undefined
  gone?: boolean | undefined
}

export const Route = createFileRoute('/_auth/login')({
  validateSearch: (search): LoginSearch => ({
    ...readNext(search),
    ...(search.changed === true ? { changed: true } : {}),
    ...(search.gone === true ? { gone: true } : {}),
  }),
  loader: ({ context }) => context.queryClient.ensureQueryData(demoQuery),
  component: () => <LoginPage {...Route.useSearch()} />,
})
