import { createFileRoute, redirect } from '@tanstack/react-router'
import { activeProjectQuery } from '@/lib/api'
import { requireUser } from '@/lib/auth'

/** The assistant lives in the launch; without one, home says how to start it. */
export const Route = createFileRoute('/ai-assistant')({
  beforeLoad: async ({ context, location }) => {
    await requireUser(context.queryClient, location.href)
    const project = await context.queryClient.ensureQueryData(activeProjectQuery)
    if (!project) throw redirect({ to: '/dashboard', replace: true })
    throw redirect({ to: '/projects/$id', params: { id: project.id }, replace: true })
  },
})
