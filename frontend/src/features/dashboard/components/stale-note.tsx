import { Banner, Button } from '@/components/ui'
import { timeOfDay } from '@/lib/format'

interface StaleNoteProps {
  query: {
    isError: boolean
    fetchStatus: 'fetching' | 'paused' | 'idle'
    dataUpdatedAt: number
    refetch(): unknown
  }
}

/** Says how old the page is, and only when that matters: the server or the network does not answer. */
export function StaleNote({ query }: StaleNoteProps) {
  const offline = query.fetchStatus === 'paused'
  if (!query.isError && !offline) return null
  return (
    <Banner
      tone="wait"
      action={
        offline ? null : (
          <Button size="s" onClick={() => query.refetch()}>
            Try now
          </Button>
        )
      }
    >
      {offline ? 'You are offline.' : 'Atelier does not answer just now.'} This is how things stood at{' '}
      <span className="num">{timeOfDay(new Date(query.dataUpdatedAt))}</span>; it is looked up again by
      itself.
    </Banner>
  )
}
