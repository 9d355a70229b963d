import { useQueryClient } from '@tanstack/react-query'
import {
  createContext,
  createRef,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { type ActiveProject, activeProjectQuery } from '@/lib/api'
import type { ServerFrame } from '@/lib/realtime/frames'
import type { Conversation } from '@/lib/realtime/reducer'
import { type ConversationStore, createConversationStore } from '@/lib/realtime/store'
import { tabSocket, useTopic } from '@/lib/realtime/tab'
import { patchProject } from './api'
import { type Courier, createCourier } from './courier'
import { changesProject, patchByFrame } from './patches'

/** Long enough for the server to have written what a snapshot is read from. */
const RESUBSCRIBE_AFTER_MS = 300
/** An answer this silent may have ended unheard: REST knows. */
const SILENCE_MS = 15_000

const ENDS: ReadonlySet<ServerFrame['type']> = new Set([
  'message.completed',
  'message.failed',
  'messages.superseded',
])

export interface Talk {
  store: ConversationStore
  courier: Courier
  composer: RefObject<HTMLTextAreaElement | null>
}

export const TalkContext = createContext<Talk | null>(null)

export function useTalk(): Talk {
  const talk = useContext(TalkContext)
  if (!talk) throw new Error('useTalk needs a TalkContext around it.')
  return talk
}

/** A slice of the conversation; the component renders again only when that slice changes. */
export function useConversation<Slice>(select: (conversation: Conversation) => Slice): Slice {
  const { store } = useTalk()
  return useSyncExternalStore(store.subscribe, () => select(store.get()))
}

function createTalk(projectId: string): Talk {
  const store = createConversationStore()
  return { store, courier: createCourier(projectId, store, tabSocket()), composer: createRef() }
}

/** Reads the launch again. `since` names the frames this read cannot know about. */
function useRefetch(store: ConversationStore) {
  const client = useQueryClient()
  const since = useRef(0)
  const refetch = useCallback(() => {
    if (!store.now().loaded) return
    since.current = store.now().clock
    void client.invalidateQueries({ queryKey: activeProjectQuery.queryKey })
  }, [client, store])
  return { refetch, since }
}

/** Ties one project's conversation to the socket and to the launch in the cache. */
export function useTalkWith(projectId: string, project: ActiveProject | null | undefined): Talk {
  const [talk] = useState(() => createTalk(projectId))
  const { store, courier } = talk
  const client = useQueryClient()
  const { refetch, since } = useRefetch(store)
  const wasCut = useRef(false)

  useTopic(`project:${projectId}`, {
    onFrame(frame) {
      store.dispatch({ type: 'frame', frame })
      if (changesProject(frame)) patchProject(client, (known) => patchByFrame(known, frame))
      if (frame.type === 'subscribed') courier.resend()
      if (ENDS.has(frame.type) || (frame.type === 'subscribed' && wasCut.current)) refetch()
      if (frame.type === 'subscribed') wasCut.current = false
    },
    onCut() {
      wasCut.current = true
      store.dispatch({ type: 'disconnected' })
    },
  })
  useErrands(projectId, store, refetch)
  useSilence(store, refetch)

  const messages = project?.id === projectId ? project.messages : undefined
  const hasOlder = project?.has_more_messages ?? false
  // Before paint, so that the transcript appears with the page and not one frame after it.
  useLayoutEffect(() => {
    if (messages) store.dispatch({ type: 'loaded', messages, hasOlder, since: since.current })
  }, [messages, hasOlder, store, since])
  return talk
}

/** Does what the reducer asks of the outside: another snapshot, another read. */
function useErrands(projectId: string, store: ConversationStore, refetch: () => void) {
  useEffect(() => {
    let { resubscribes, refetches } = store.now()
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = store.subscribe(() => {
      const now = store.now()
      if (now.refetches > refetches) refetch()
      if (now.resubscribes > resubscribes) {
        clearTimeout(timer)
        timer = setTimeout(() => tabSocket().resubscribe(`project:${projectId}`), RESUBSCRIBE_AFTER_MS)
      }
      refetches = now.refetches
      resubscribes = now.resubscribes
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [projectId, store, refetch])
}

function useSilence(store: ConversationStore, refetch: () => void) {
  useEffect(() => {
    let heard = -1
    const timer = setInterval(() => {
      const { clock } = store.now()
      if (clock === heard && isWriting(store.now())) refetch()
      heard = clock
    }, SILENCE_MS)
    return () => {
      clearInterval(timer)
      store.dispose()
    }
  }, [store, refetch])
}

/** A question whose answer's row is not here yet counts too: the two are made together, their frames come apart. */
function isWriting({ live, outgoing, messages }: Conversation): boolean {
  const last = messages.at(-1)
  return live !== null || outgoing !== null || last?.role === 'user' || last?.status === 'streaming'
}

/** True from sending until the answer has ended: nothing else can be sent meanwhile. */
export const useIsWriting = () => useConversation(isWriting)
