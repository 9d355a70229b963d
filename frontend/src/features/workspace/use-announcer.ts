import { useEffect } from 'react'
import { announce } from '@/lib/a11y'
import type { Conversation } from '@/lib/realtime/reducer'
import { useConversation, useTalk } from './conversation'

const STILL_EVERY_MS = 7_000

const ENDINGS = {
  complete: 'Atelier finished writing.',
  stopped: 'Stopped. The text so far is kept.',
  failed: 'The answer failed. You can try again.',
  interrupted: 'The answer was interrupted. You can try again.',
  streaming: '',
} as const

const writing = ({ live }: Conversation) => live !== null

/** Tells a screen reader that an answer is being written and how it ended; the transcript itself is not live. */
export function useAnnouncer() {
  const { store } = useTalk()
  const isWriting = useConversation(writing)

  useEffect(() => {
    if (!isWriting) return
    announce('Atelier is writing.')
    const timer = setInterval(() => announce('Still writing.'), STILL_EVERY_MS)
    return () => {
      clearInterval(timer)
      const ending = ENDINGS[store.now().messages.at(-1)?.status ?? 'complete']
      if (ending) announce(ending)
    }
  }, [isWriting, store])
}
