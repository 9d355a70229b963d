import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type ActiveProject, activeProjectQuery } from '@/lib/api'
import { plural } from '@/lib/format'
import { resetInWords } from '../quota'

const FEW = 5

export function MessagesLeft({ project }: { project: ActiveProject }) {
  const { messages_left_today: left, message_limit: limit, resets_at: resetsAt } = project
  useNewDay(resetsAt)
  if (left <= 0) return <p className="num">No messages left today. New ones come {resetInWords(resetsAt)}.</p>
  if (left <= FEW) {
    return (
      <p className="num">
        {plural(left, 'message')} left, new ones {resetInWords(resetsAt)}
      </p>
    )
  }
  return (
    <p className="num">
      {left} of {limit} messages left today
    </p>
  )
}

/** A little after the server's own midnight, so that its answer is the new day's. */
const AFTER_MS = 1_500
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** The new messages are there when they were promised, without a reload. */
function useNewDay(resetsAt: string) {
  const client = useQueryClient()
  useEffect(() => {
    const wait = Date.parse(resetsAt) - Date.now() + AFTER_MS
    if (!(wait > 0 && wait < LONGEST_TIMER_MS)) return
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: activeProjectQuery.queryKey }),
      wait,
    )
    return () => clearTimeout(timer)
  }, [client, resetsAt])
}
