import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { meQuery } from '@/lib/api'
import { CATALOGUE_TOPIC, staleAfter } from '@/lib/realtime/entitlements'
import { useTopic } from '@/lib/realtime/tab'

/** One change at Stripe brings several frames at once. */
const SETTLE_MS = 150

/** What every tab is told at once is asked for apart, and once every process has heard of it. */
const ALL_SETTLE_MS = 1_200
const ALL_SPREAD_MS = 2_500

/** Once for the whole tab: a limit that is lifted, or comes, shows on whatever page is open. */
export function EntitlementsWatch() {
  const { data: me } = useQuery(meQuery)
  const [spread] = useState(() => ALL_SETTLE_MS + Math.random() * ALL_SPREAD_MS)
  if (!me) return null
  return (
    <>
      <TopicWatch topic={CATALOGUE_TOPIC} settleMs={spread} />
      {me.workspaces.map(({ id }) => (
        <TopicWatch key={id} topic={`workspace:${id}`} settleMs={SETTLE_MS} />
      ))}
    </>
  )
}

function TopicWatch({ topic, settleMs }: { topic: string; settleMs: number }) {
  const queryClient = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const wasCut = useRef(false)
  useEffect(() => () => clearTimeout(timer.current), [])

  useTopic(topic, {
    onFrame(frame) {
      const stale = staleAfter(frame, wasCut.current)
      if (frame.type === 'subscribed') wasCut.current = false
      if (stale.length === 0) return
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        for (const queryKey of stale) void queryClient.invalidateQueries({ queryKey })
      }, settleMs)
    },
    onCut() {
      wasCut.current = true
    },
    inBackground: true,
  })
  return null
}
