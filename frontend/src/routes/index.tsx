import { createFileRoute, redirect } from '@tanstack/react-router'

/** The front page is prerendered and no part of the app, so the browser goes there by itself. */
export const Route = createFileRoute('/')({
  beforeLoad: () => {
    // The development server has no front page: it would load the app here again and again.
    if (import.meta.env.DEV) throw redirect({ to: '/dashboard' })
    throw redirect({ href: '/', reloadDocument: true })
  },
})
