import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type ActiveProject, activeProjectQuery } from '@/lib/api'
import { useConversation, useTalk } from './conversation'
import { isUsedUp } from './quota'

/** A refusal for want of messages is over as soon as there are some again: a new day, a larger plan. */
export function useLifted(project: ActiveProject): void {
  const { store } = useTalk()
  const client = useQueryClient()
  const isRefused = useConversation(({ refusal }) => refusal?.code === 'daily_limit_reached')
  const usedUp = isUsedUp(project.messages_left_today)
  const wasUsedUp = useRef(usedUp)

  useEffect(() => {
    if (isRefused) void client.invalidateQueries({ queryKey: activeProjectQuery.queryKey })
  }, [client, isRefused])

  useEffect(() => {
    if (wasUsedUp.current && !usedUp) store.dispatch({ type: 'refusal_taken' })
    wasUsedUp.current = usedUp
  }, [usedUp, store])
}
