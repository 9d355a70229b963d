import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { type ActiveProject, activeProjectQuery } from '@/lib/api'
import { plural } from '@/lib/format'
import { resetInWords } from '../quota'

const FEW = 5
/** So few that it is worth saying where more come from. */
const HARDLY_ANY = 3

export function MessagesLeft({ project }: { project: ActiveProject }) {
  const { messages_left_today: left, message_limit: limit, resets_at: resetsAt } = project
  useNewDay(resetsAt)
  if (left === null) return null
  if (left <= 0) return <p className="num">No messages left today. New ones come {resetInWords(resetsAt)}.</p>
  if (left <= FEW) {
    return (
      <p className="num">
        {plural(left, 'message')} left, new ones {resetInWords(resetsAt)}
        {left <= HARDLY_ANY ? <MorePlans /> : null}
      </p>
    )
  }
  return (
    <p className="num">
      {left} of {limit} messages left today
    </p>
  )
}

const MorePlans = () => (
  <>
    {' · '}
    <Link to="/settings/billing" hash="plan" className="underline underline-offset-2 hover:text-ink">
      Plans with more
    </Link>
  </>
)

/** A little after the server's own midnight, so that its answer is the new day's. */
const AFTER_MS = 1_500
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** The new messages are there when they were promised, without a reload. */
function useNewDay(resetsAt: string | null) {
  const client = useQueryClient()
  useEffect(() => {
    if (!resetsAt) return
    const wait = Date.parse(resetsAt) - Date.now() + AFTER_MS
    if (!(wait > 0 && wait < LONGEST_TIMER_MS)) return
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: activeProjectQuery.queryKey }),
      wait,
    )
    return () => clearTimeout(timer)
  }, [client, resetsAt])
}
