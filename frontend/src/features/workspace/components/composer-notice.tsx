import { Banner } from '@/components/ui'
import type { ActiveProject } from '@/lib/api'
import { useConversation } from '../conversation'
import { resetInWords } from '../quota'

/** Why a message did not go out. Its text is back in the composer by then. */
export function ComposerNotice({ project }: { project: ActiveProject }) {
  const refusal = useConversation((conversation) => conversation.refusal)
  if (!refusal) return null
  const isOverLimit = refusal.code === 'daily_limit_reached'
  return (
    <Banner tone={isOverLimit ? 'wait' : 'error'} role="alert" className="mb-2.5">
      {isOverLimit ? (
        <>
          <b className="font-semibold">That was all for today: {project.message_limit} messages.</b> New ones
          come {resetInWords(refusal.resetsAt ?? project.resets_at)}. What you typed is kept here.
        </>
      ) : (
        <>{refusal.detail} What you typed is kept here.</>
      )}
    </Banner>
  )
}
