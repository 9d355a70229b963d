import { createFileRoute, Outlet } from '@tanstack/react-router'
import { AppShell } from '@/components/layout'
import { requireUser } from '@/lib/auth'

export const Route = createFileRoute('/_app')({
  beforeLoad: ({ context, location }) => requireUser(context.queryClient, location.href),
  component: () => (
    <AppShell>
      <Outlet />
    </AppShell>
  ),
})
