import { useQuery, useQueryClient } from '@tanstack/react-query'
import { meQuery } from '@/lib/api'
import { useTopic } from '@/lib/realtime/tab'
import { CATALOGUE } from './api'

/** Orders that come in, or that a colleague moves, show while one looks. */
export function useOrdersLive() {
  const client = useQueryClient()
  const { data: me } = useQuery({ ...meQuery, enabled: false })
  const again = () => void client.invalidateQueries({ queryKey: CATALOGUE })
  useTopic(`user:${me?.id}`, {
    onFrame: (frame) => (frame.type === 'entitlements.changed' ? again() : undefined),
    onCut: again,
    inBackground: true,
  })
}
