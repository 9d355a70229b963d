import type { ActiveProject } from '@/lib/api'
import { plural } from '@/lib/format'
import { resetInWords } from '../quota'

const FEW = 5

export function MessagesLeft({ project }: { project: ActiveProject }) {
  const { messages_left_today: left, message_limit: limit, resets_at: resetsAt } = project
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
