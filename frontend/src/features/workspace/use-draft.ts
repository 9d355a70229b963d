import { useEffect, useState } from 'react'
import { useConversation, useTalk } from './conversation'
import { keepDraft, putBack, readDraft, takeUnsent } from './drafts'

/** The text in the composer: kept per project, and given back whatever the server would not take. */
export function useDraft(projectId: string) {
  const [text, setText] = useState(() => readDraft(projectId))
  const { store } = useTalk()
  const refusal = useConversation((conversation) => conversation.refusal)
  const loaded = useConversation((conversation) => conversation.loaded)

  useEffect(() => keepDraft(projectId, text), [projectId, text])

  useEffect(() => {
    if (refusal) setText((draft) => putBack(refusal.text, draft))
  }, [refusal])

  useEffect(() => {
    if (!loaded || store.now().outgoing) return
    const unsent = takeUnsent(projectId)
    const arrived = store.now().messages.some(({ client_id }) => client_id === unsent?.clientId)
    if (unsent && !arrived) setText((draft) => putBack(unsent.text, draft))
  }, [loaded, projectId, store])

  return [text, setText] as const
}
