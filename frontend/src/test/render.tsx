import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createApp } from '@/router'

/** The whole app at `path`, with the real router, cache and client; only the network is doubled. */
export function renderApp(path = '/') {
  const history = createMemoryHistory({ initialEntries: [path] })
  const { router, queryClient } = createApp(history)
  queryClient.setDefaultOptions({ queries: { retry: false } })
  const view = render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
  return { ...view, router, queryClient, user: userEvent.setup() }
}
