import { createFileRoute, redirect } from '@tanstack/react-router'
import { FrontPage } from '@/features/front'
import { currentUser, probablySignedIn } from '@/lib/auth'

export const Route = createFileRoute('/')({
  beforeLoad: async ({ context }) => {
    if (probablySignedIn() && (await currentUser(context.queryClient))) throw redirect({ to: '/dashboard' })
  },
  component: FrontPage,
})
