import { createFileRoute, Outlet, redirect } from '@tanstack/react-router'
import { AuthLayout } from '@/features/auth'
import { currentUser, probablySignedIn } from '@/lib/auth'

export const Route = createFileRoute('/_auth')({
  beforeLoad: async ({ context }) => {
    if (probablySignedIn() && (await currentUser(context.queryClient))) throw redirect({ to: '/dashboard' })
  },
  component: () => (
    <AuthLayout>
      <Outlet />
    </AuthLayout>
  ),
})
