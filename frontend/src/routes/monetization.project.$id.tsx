import { createFileRoute, redirect } from '@tanstack/react-router'

export const Route = createFileRoute('/monetization/project/$id')({
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/projects/$id', params, replace: true })
  },
})
