import { useState } from 'react'
import { Mark } from '@/components/layout'
import { UpgradeNotice } from '@/components/limits'
import { Banner, Button, toast } from '@/components/ui'
import { limitIn, type Message, sentenceFor } from '@/lib/api'
import { Markdown } from '@/lib/markdown/markdown'
import { useConversation, useTalk } from '../conversation'
import { useFocusComposer } from '../use-focus-composer'
import { CopyLetter, LetterActions } from './letter-actions'

interface PartnerLetterProps {
  message: Message
  isLast: boolean
  canEdit: boolean
}

export function PartnerLetter({ message, isLast, canEdit }: PartnerLetterProps) {
  const isLive = useConversation(({ live }) => live?.id === message.id)
  return (
    <article aria-label="Atelier" aria-busy={isLive || undefined} className="group relative">
      <PartnerName isSandbox={message.sandbox} />
      {isLive ? <LiveText /> : <Markdown text={message.text} />}
      <Ending message={message} canRetry={isLast && canEdit} />
      {isLive || message.text === '' ? null : (
        <LetterActions className="top-full left-0 -ml-1.5">
          <CopyLetter text={message.text} />
        </LetterActions>
      )}
    </article>
  )
}

const PartnerName = ({ isSandbox = false }: { isSandbox?: boolean }) => (
  <p className="mb-[5px] flex items-center gap-2 text-[13px] font-medium text-ink-3">
    <Mark className="size-4" />
    Atelier
    {isSandbox ? <span className="font-normal">· sandbox partner</span> : null}
  </p>
)

/** The partner takes up the pen: shown from the moment a message is sent, before the server has said so. */
export const PenTakenUp = () => (
  <div className="mt-[30px]">
    <PartnerName />
    <TypingDots />
  </div>
)

/** The only thing on the page that renders while an answer grows. */
function LiveText() {
  const text = useConversation(({ live }) => live?.text ?? '')
  return text === '' ? <TypingDots /> : <Markdown text={text} live />
}

const TypingDots = () => (
  <p className="flex h-[26px] items-center gap-1" data-testid="typing">
    <span className="sr-only">Atelier is writing</span>
    {[0, 1, 2].map((dot) => (
      <span
        key={dot}
        aria-hidden
        className="size-1.5 animate-pulse rounded-full bg-vermilion"
        style={{ animationDelay: `${dot * 160}ms` }}
      />
    ))}
  </p>
)

const SENTENCES = {
  stopped: 'You stopped here.',
  interrupted: 'The answer was interrupted. What was written is kept.',
  failed: 'The answer could not be written.',
} as const

function Ending({ message, canRetry }: { message: Message; canRetry: boolean }) {
  const { status, error } = message
  if (status === 'streaming' || status === 'complete') return null
  const retry =
    canRetry && error?.retryable !== false ? <Retry messageId={message.id} status={status} /> : null
  if (status === 'stopped' && !limitIn(error)) {
    return (
      <p className="mt-2.5 flex flex-wrap items-center gap-x-3 text-[14px] text-ink-3">
        {SENTENCES.stopped}
        {retry}
      </p>
    )
  }
  const limit = limitIn(error)
  if (limit) {
    return (
      <UpgradeNotice limit={limit} role="status" className="mt-3">
        {limit.detail} {message.text ? 'What was written is kept.' : null}
      </UpgradeNotice>
    )
  }
  return (
    <Banner tone={status === 'failed' ? 'error' : 'wait'} className="mt-3" action={retry}>
      {error?.detail || SENTENCES[status]}
    </Banner>
  )
}

function Retry({ messageId, status }: { messageId: string; status: Message['status'] }) {
  const { courier } = useTalk()
  const focusComposer = useFocusComposer()
  const [isPending, setIsPending] = useState(false)

  async function retry() {
    setIsPending(true)
    try {
      await courier.retry(messageId)
      focusComposer()
    } catch (error) {
      toast.error('It could not begin again.', { description: sentenceFor(error) })
      setIsPending(false)
    }
  }

  return (
    <Button size="s" className="h-[30px]" pending={isPending} onClick={() => void retry()}>
      {status === 'stopped' ? 'Write it again' : 'Retry'}
    </Button>
  )
}
