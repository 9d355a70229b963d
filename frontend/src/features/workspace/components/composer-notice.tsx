import { UpgradeNotice } from '@/components/limits'
import { Banner } from '@/components/ui'
import { type ActiveProject, limitIn } from '@/lib/api'
import { useConversation } from '../conversation'
import { isUsedUp, resetInWords } from '../quota'

/** Why a message did not go out (its text is back in the composer by then), or that none can today. */
export function ComposerNotice({ project }: { project: ActiveProject }) {
  const refusal = useConversation((conversation) => conversation.refusal)
  if (!refusal) return isUsedUp(project.messages_left_today) ? <UsedUp project={project} /> : null
  const limit = limitIn(refusal)
  if (!limit) {
    return (
      <Banner tone="error" className="mb-2.5">
        {refusal.detail} What you typed is kept here.
      </Banner>
    )
  }
  if (limit.code !== 'daily_limit_reached') {
    return (
      <UpgradeNotice limit={limit} className="mb-2.5">
        {limit.detail} What you typed is kept here.
      </UpgradeNotice>
    )
  }
  const most = limit.limit ?? project.message_limit
  return (
    <UpgradeNotice limit={limit} className="mb-2.5">
      <b className="font-semibold">That was all for today{most === null ? '' : `: ${most} messages`}.</b> New
      ones come {resetInWords(limit.resetsAt ?? project.resets_at)}. What you typed is kept here.
    </UpgradeNotice>
  )
}

const NO_MORE = { code: 'daily_limit_reached', detail: '', upgrade: null }

const UsedUp = ({ project }: { project: ActiveProject }) => (
  <UpgradeNotice limit={NO_MORE} role="status" className="mb-2.5">
    Today’s messages are used up. New ones come {resetInWords(project.resets_at)}, or at once with a plan that
    has more.
  </UpgradeNotice>
)
