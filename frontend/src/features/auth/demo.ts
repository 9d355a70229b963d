import { queryOptions, useMutation } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api'
import { useAfterAuth } from './api'

const PATIENCE_MS = 2000
const NONE = { available: false, name: '', about: '' }

const tooLate = () =>
  new Promise<typeof NONE>((resolve) => {
    setTimeout(resolve, PATIENCE_MS, NONE)
  })

/**
 * The demo creator of an installation on one's own machine. Asked for before the page is shown, so that the offer never
 * jumps in; a public installation knows no such address, and a slow one keeps nobody waiting.
 */
export const demoQuery = queryOptions({
  queryKey: ['demo'],
  queryFn: () => Promise.race([unwrap(api.GET('/api/v1/demo')).catch(() => NONE), tooLate()]),
  staleTime: 60_000,
})

/** Signs this browser in as the demo creator and leads straight to the desk they left. */
export function useDemoSession() {
  const goOn = useAfterAuth()
  return useMutation({
    mutationFn: async () => {
      const { project_id: id } = await unwrap(api.POST('/api/v1/demo/session'))
      await goOn({ authenticated: true, pending: null }, { next: id ? `/projects/${id}` : '/dashboard' })
    },
  })
}
