import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTopic } from '@/lib/realtime/tab'
import { eventsQuery } from './api'

/** The server rings at most twice a second, and a ring speaks for the half second after it too. */
const SETTLE_MS = 750

/**
 * The newest events, read again whenever the socket says that there are more: one page while it follows, so a storm
 * neither floods the wire nor the page. Reading earlier ones ends the following, and nothing moves under the eye.
 */
export function useEventLog(name: string) {
  const queryClient = useQueryClient()
  const query = eventsQuery(name)
  const [follows, setFollows] = useState(true)
  const [hasNews, setHasNews] = useState(false)
  const events = useInfiniteQuery({ ...query, refetchOnWindowFocus: follows })
  const { refetch, fetchNextPage } = events

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
  }, [])
  useEffect(() => stop, [stop])

  function hear() {
    if (!follows) setHasNews(true)
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      if (follows) void refetch()
    }, SETTLE_MS)
  }

  useTopic('platform:events', {
    onFrame(frame) {
      // After a cut, too: what was missed meanwhile stands on the newest page.
      if (frame.type === 'events.recorded' || frame.type === 'subscribed') hear()
    },
    onCut() {},
    inBackground: true,
  })

  function pause() {
    stop()
    setFollows(false)
  }

  function follow() {
    setHasNews(false)
    setFollows(true)
    queryClient.setQueryData(query.queryKey, (known) =>
      known ? { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) } : known,
    )
    void refetch()
  }

  function showEarlier() {
    pause()
    void fetchNextPage()
  }

  return { events, follows, hasNews: hasNews && !follows, pause, follow, showEarlier }
}
