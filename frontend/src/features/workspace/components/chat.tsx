import { cn } from '@/components/ui'
import type { ActiveProject } from '@/lib/api'
import { useConversation, useIsWriting, useTalk } from '../conversation'
import { nextSteps } from '../model'
import { isUsedUp } from '../quota'
import { useFocusComposer } from '../use-focus-composer'
import { AllDecided } from './all-decided'
import { Composer } from './composer'
import { Transcript } from './transcript'

interface ChatProps {
  project: ActiveProject
  className?: string
}

export function Chat({ project, className }: ChatProps) {
  return (
    <section aria-label="Talk" className={cn('flex min-h-0 min-w-0 flex-col', className)}>
      <Transcript project={project} />
      <div className="mx-auto w-[calc(100%-32px)] max-w-[660px] md:w-[calc(100%-48px)]">
        {project.can_edit ? (
          <>
            <AllDecided project={project} />
            <NextSteps messagesLeft={project.messages_left_today} />
            <Composer project={project} />
          </>
        ) : (
          <p className="border-t border-hairline py-5 text-center text-[14px] text-ink-2">
            You can read along here. An owner of this workspace can let you take part.
          </p>
        )}
      </div>
    </section>
  )
}

/** Replies the partner expects, one press each; none when none can be sent today. */
function NextSteps({ messagesLeft }: { messagesLeft: number | null }) {
  const { courier } = useTalk()
  const messages = useConversation((conversation) => conversation.messages)
  const isWriting = useIsWriting()
  const focusComposer = useFocusComposer()
  const steps = isWriting || isUsedUp(messagesLeft) ? [] : nextSteps(messages)
  if (steps.length === 0) return null
  return (
    <ul
      aria-label="Replies to choose from"
      className="quiet-scroll -mx-4 flex gap-2 overflow-x-auto px-4 pt-1.5 pb-3 md:mx-0 md:flex-wrap md:overflow-visible md:px-0"
    >
      {steps.map((step) => (
        <li key={step} className="max-md:shrink-0">
          <button
            type="button"
            onClick={() => {
              courier.send(step)
              focusComposer()
            }}
            className="min-h-[34px] rounded-[17px] border border-edge bg-sheet px-3.5 py-1 text-left text-[13.5px] leading-snug font-medium max-md:max-w-[78vw] transition-colors duration-[var(--quick)] hover:border-vermilion hover:text-vermilion pointer-coarse:min-h-11 pointer-coarse:rounded-[22px]"
          >
            {step}
          </button>
        </li>
      ))}
    </ul>
  )
}
