import { createFileRoute, Outlet, redirect } from '@tanstack/react-router'
import { AuthLayout } from '@/features/auth'
import { currentUser, isServerPage, probablySignedIn, readNext } from '@/lib/auth'

export const Route = createFileRoute('/_auth')({
  beforeLoad: async ({ context, search }) => {
    if (!probablySignedIn() || !(await currentUser(context.queryClient))) return
    const { next } = readNext(search)
    if (next && !isServerPage(next)) throw redirect({ href: next })
    throw redirect({ to: '/dashboard' })
  },
  component: () => (
    <AuthLayout>
      <Outlet />
    </AuthLayout>
  ),
})
