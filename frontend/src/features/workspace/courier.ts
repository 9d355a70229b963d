import { isApiError, type Message, sentenceFor } from '@/lib/api'
import { randomId } from '@/lib/ids'
import type { Outgoing } from '@/lib/realtime/reducer'
import type { RealtimeSocket } from '@/lib/realtime/socket'
import type { ConversationStore } from '@/lib/realtime/store'
import { fetchOlder, postEdit, postMessage, postRetry, postStop } from './api'
import { clearUnsent, keepUnsent } from './drafts'

/** Past this, an unanswered frame is taken for lost and the message goes out again by REST, which is harmless. */
const ANSWER_WITHIN_MS = 10_000
const STOPPED_WITHIN_MS = 3_000

/** Everything a person can do in a conversation. */
export interface Courier {
  send(text: string): void
  /** The wire is there (again): what is on its way goes out once more, under the same client id. */
  resend(): void
  stop(): void
  retry(messageId: string): Promise<void>
  edit(messageId: string, text: string): Promise<void>
  loadOlder(): Promise<void>
}

export function createCourier(projectId: string, store: ConversationStore, socket: RealtimeSocket): Courier {
  const topic = `project:${projectId}`
  let loadingOlder = false

  const isOnItsWay = (outgoing: Outgoing) => store.now().outgoing?.clientId === outgoing.clientId

  function deliver(outgoing: Outgoing) {
    const { clientId, text } = outgoing
    const sent = socket.send({ type: 'message.send', topic, client_id: clientId, text })
    if (!sent) return void post(outgoing)
    setTimeout(() => {
      if (isOnItsWay(outgoing)) void post(outgoing)
    }, ANSWER_WITHIN_MS)
  }

  async function post(outgoing: Outgoing) {
    const since = store.now().clock
    try {
      const { user, assistant } = await postMessage(projectId, outgoing.clientId, outgoing.text)
      acknowledge([user, assistant], since)
    } catch (error) {
      if (isApiError(error, 'network')) store.dispatch({ type: 'waiting' })
      else refuse(outgoing, error)
    }
  }

  /** A repeated message may have lost its answer since: then there is only the question. */
  function acknowledge(rows: (Message | null)[], since: number, superseded: string[] = []) {
    const messages = rows.filter((row) => row !== null)
    store.dispatch({ type: 'acknowledged', messages, superseded, since })
  }

  function refuse({ clientId }: Outgoing, error: unknown) {
    const code = isApiError(error) ? error.code : 'server_error'
    const resetsAt = isApiError(error) ? error.body.resets_at : null
    const detail = sentenceFor(error)
    store.dispatch({
      type: 'refused',
      clientId,
      code,
      detail,
      resetsAt: typeof resetsAt === 'string' ? resetsAt : null,
      body: isApiError(error) ? error.body : {},
    })
  }

  /** Stopping twice is harmless, and the reply brings the row as it is by now. */
  async function postStopOf(messageId: string) {
    const since = store.now().clock
    const { message } = await postStop(projectId, messageId).catch(() => ({ message: null }))
    if (message && message.status !== 'streaming') acknowledge([message], since)
  }

  let wasOnItsWay = false
  store.subscribe(() => {
    const onItsWay = store.now().outgoing !== null
    if (wasOnItsWay && !onItsWay) clearUnsent(projectId)
    wasOnItsWay = onItsWay
  })

  return {
    send(text) {
      if (store.now().outgoing) return
      const clientId = randomId()
      const outgoing: Outgoing = { clientId, text, createdAt: new Date().toISOString(), state: 'sending' }
      keepUnsent(projectId, { clientId, text })
      store.dispatch({ type: 'queued', outgoing })
      deliver(outgoing)
    },
    resend() {
      const { outgoing } = store.now()
      if (outgoing) deliver(outgoing)
    },
    stop() {
      const id = store.now().live?.id
      if (!id) return
      if (!socket.send({ type: 'message.stop', topic, message_id: id })) return void postStopOf(id)
      setTimeout(() => {
        if (store.now().live?.id === id) void postStopOf(id)
      }, STOPPED_WITHIN_MS)
    },
    async retry(messageId) {
      const since = store.now().clock
      const { user, assistant } = await postRetry(projectId, messageId)
      acknowledge([user, assistant], since)
    },
    async edit(messageId, text) {
      const since = store.now().clock
      const reply = await postEdit(projectId, messageId, randomId(), text)
      acknowledge([reply.user, reply.assistant], since, reply.superseded)
    },
    async loadOlder() {
      const { messages, hasOlder } = store.now()
      const before = messages[0]?.position
      if (loadingOlder || !hasOlder || before === undefined) return
      loadingOlder = true
      try {
        const page = await fetchOlder(projectId, before)
        const older = page.results.toReversed()
        store.dispatch({ type: 'older', messages: older, hasOlder: page.next !== null })
      } finally {
        loadingOlder = false
      }
    },
  }
}
