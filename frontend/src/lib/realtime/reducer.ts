import type { Delta, Message, MessageError, ServerFrame } from './frames'
import { joinDelta, joinHeld, type Live, meetSnapshot, startLive } from './live'
import { dropMessages, findMessage, isFinal, placeMessage } from './messages'
import { mergeOlder, mergePage } from './pages'

/** A message on its way: shown at once, known by its client id until the server's row arrives. */
export interface Outgoing {
  clientId: string
  text: string
  createdAt: string
  /** `waiting`: there is no connection; it goes out when there is one. */
  state: 'sending' | 'waiting'
}

/** The server's no to a message. The text goes back to its author. */
export interface Refusal {
  clientId: string
  text: string
  code: string
  detail: string
  resetsAt: string | null
  /** Everything the server said with it: which limit, which plan has more. */
  body: Readonly<Record<string, unknown>>
}

export interface Conversation {
  messages: readonly Message[]
  hasOlder: boolean
  loaded: boolean
  live: Live | null
  /** Deltas that lie beyond a gap, held until a snapshot closes it. */
  held: readonly Delta[]
  resyncing: boolean
  outgoing: Outgoing | null
  refusal: Refusal | null
  superseded: ReadonlySet<string>
  /** Counts frames; `touched` tells when each row last came over the wire, so that an older REST read cannot undo it. */
  clock: number
  touched: Readonly<Record<string, number>>
  /** Counters: each step up asks the outside for one more of it. */
  resubscribes: number
  refetches: number
}

export type ConversationEvent =
  | { type: 'frame'; frame: ServerFrame }
  | { type: 'disconnected' }
  | { type: 'loaded'; messages: readonly Message[]; hasOlder: boolean; since: number }
  | { type: 'older'; messages: readonly Message[]; hasOlder: boolean }
  | { type: 'acknowledged'; messages: readonly Message[]; superseded?: readonly string[]; since: number }
  | { type: 'queued'; outgoing: Outgoing }
  | { type: 'waiting' }
  | ({ type: 'refused' } & Omit<Refusal, 'text'>)
  | { type: 'refusal_taken' }

const MOST_HELD = 4_000

export const EMPTY: Conversation = {
  messages: [],
  hasOlder: false,
  loaded: false,
  live: null,
  held: [],
  resyncing: false,
  outgoing: null,
  refusal: null,
  superseded: new Set(),
  clock: 0,
  touched: {},
  resubscribes: 0,
  refetches: 0,
}

export function reduce(state: Conversation, event: ConversationEvent): Conversation {
  switch (event.type) {
    case 'frame':
      return takeFrame({ ...state, clock: state.clock + 1 }, event.frame)
    case 'disconnected':
      return { ...state, live: state.live && { ...state.live, stale: true }, held: [], resyncing: false }
    case 'loaded':
      return takePage(state, event)
    case 'older':
      return { ...state, ...mergeOlder(state, event) }
    case 'acknowledged':
      return acknowledge(state, event)
    case 'queued':
      return { ...state, outgoing: event.outgoing, refusal: null }
    case 'waiting':
      return state.outgoing ? { ...state, outgoing: { ...state.outgoing, state: 'waiting' } } : state
    case 'refused':
      return refuse(state, event)
    case 'refusal_taken':
      return { ...state, refusal: null }
  }
}

function takeFrame(state: Conversation, frame: ServerFrame): Conversation {
  switch (frame.type) {
    case 'subscribed':
      return takeSnapshot(state, frame.snapshot.streaming)
    case 'message.created':
      return takeRow(touch(state, frame.message), frame.message)
    case 'message.delta':
      return takeDelta(state, frame)
    case 'message.completed':
      return takeRow(touch(state, frame.message), frame.message)
    case 'message.failed':
      return takeRow(touch(state, frame.message), withError(frame.message, frame))
    case 'messages.superseded':
      return supersede(state, frame.message_ids)
    case 'error':
      return refuse(state, {
        ...frame,
        clientId: frame.ref ?? '',
        resetsAt: frame.resets_at ?? null,
        body: frame,
      })
    default:
      return state
  }
}

function touch(state: Conversation, message: Message): Conversation {
  return { ...state, touched: { ...state.touched, [message.id]: state.clock } }
}

function withError(message: Message, { code, detail, retryable }: MessageError): Message {
  const status = message.status === 'interrupted' ? 'interrupted' : 'failed'
  return { ...message, status, error: message.error ?? { code, detail, retryable } }
}

/** One row from the wire or from a reply. Duplicates change nothing; a retry starts its row over. */
function takeRow(state: Conversation, message: Message): Conversation {
  if (state.superseded.has(message.id)) return state
  const known = findMessage(state.messages, message.id)
  if (isFinal(known) && message.status !== 'complete') return state
  const streaming = message.status === 'streaming'
  if (streaming && state.live?.id === message.id && !state.live.stale) return state
  const ends = !streaming && state.live?.id === message.id
  return {
    ...state,
    refetches: state.refetches + (isMissingQuestion(state, message) ? 1 : 0),
    messages: placeMessage(state.messages, message),
    outgoing: state.outgoing?.clientId === message.client_id ? null : state.outgoing,
    live: streaming ? startLive(message) : ends ? null : state.live,
    held: streaming || ends ? [] : state.held,
    resyncing: streaming || ends ? false : state.resyncing,
  }
}

function takeDelta(state: Conversation, delta: Delta): Conversation {
  const live = state.live ?? revive(state, delta)
  if (live?.id !== delta.message_id) return isEnded(state, delta) ? state : hold(state, delta)
  const joined = joinDelta(live, delta)
  if (joined === null) return hold({ ...state, live }, delta)
  if (joined === live && live === state.live) return state
  return { ...state, live: joined }
}

/** A row we believe is streaming though nobody sent its text yet. */
function revive(state: Conversation, delta: Delta): Live | null {
  const known = findMessage(state.messages, delta.message_id)
  return known?.status === 'streaming' ? startLive(known) : null
}

function isEnded(state: Conversation, delta: Delta): boolean {
  if (state.superseded.has(delta.message_id)) return true
  const known = findMessage(state.messages, delta.message_id)
  return known !== undefined && known.status !== 'streaming'
}

function hold(state: Conversation, delta: Delta): Conversation {
  const held = [...state.held, delta].slice(-MOST_HELD)
  return state.resyncing ? { ...state, held } : askAgain({ ...state, held })
}

function askAgain(state: Conversation): Conversation {
  return { ...state, resyncing: true, resubscribes: state.resubscribes + 1 }
}

function takeSnapshot(state: Conversation, message: Message | null): Conversation {
  const settled = { ...state, resyncing: false }
  if (message === null) return state.live ? leaveLive(settled) : { ...settled, held: [] }
  const known = findMessage(state.messages, message.id)
  if (isFinal(known) || state.superseded.has(message.id)) return { ...settled, held: [] }
  const { live, held } = joinHeld(meetSnapshot(state.live, message), state.held)
  const messages = placeMessage(state.messages, message)
  const next = touch({ ...settled, live, held, messages }, message)
  const caughtUp = isMissingQuestion(next, message) ? { ...next, refetches: next.refetches + 1 } : next
  return held.length > 0 ? askAgain(caughtUp) : caughtUp
}

/** The server writes nothing, yet we saw no end: keep the text on the page and ask REST how it ended. */
function leaveLive(state: Conversation): Conversation {
  const { live } = state
  const messages = state.messages.map((row) => (row.id === live?.id ? { ...row, text: live.text } : row))
  return { ...state, messages, live: null, held: [], refetches: state.refetches + 1 }
}

function isMissingQuestion(state: Conversation, answer: Message): boolean {
  return state.loaded && answer.reply_to !== null && !findMessage(state.messages, answer.reply_to)
}

function supersede(state: Conversation, ids: readonly string[]): Conversation {
  const superseded = new Set([...state.superseded, ...ids])
  const live = state.live && superseded.has(state.live.id) ? null : state.live
  return { ...state, superseded, live, messages: dropMessages(state.messages, superseded) }
}

function acknowledge(
  state: Conversation,
  reply: Extract<ConversationEvent, { type: 'acknowledged' }>,
): Conversation {
  const cleared = supersede(state, reply.superseded ?? [])
  const fresh = reply.messages.filter(({ id }) => (cleared.touched[id] ?? -1) <= reply.since)
  const next = fresh.reduce(takeRow, cleared)
  const answered = reply.messages.some(({ client_id }) => client_id === next.outgoing?.clientId)
  return answered ? { ...next, outgoing: null } : next
}

function takePage(state: Conversation, page: Extract<ConversationEvent, { type: 'loaded' }>): Conversation {
  const messages = mergePage(state, page)
  const writing = messages.findLast(({ status }) => status === 'streaming')
  const sent = messages.some(({ client_id }) => client_id !== null && client_id === state.outgoing?.clientId)
  return {
    ...state,
    ...pageBounds(state, page, messages),
    messages,
    loaded: true,
    outgoing: sent ? null : state.outgoing,
    live: writing ? meetSnapshot(state.live, writing) : null,
  }
}

function pageBounds(
  state: Conversation,
  page: { messages: readonly Message[]; hasOlder: boolean },
  merged: readonly Message[],
): Pick<Conversation, 'hasOlder'> {
  const keptOlder = merged[0]?.id !== page.messages[0]?.id && state.loaded
  return { hasOlder: keptOlder ? state.hasOlder : page.hasOlder }
}

function refuse(
  state: Conversation,
  { clientId, code, detail, resetsAt, body }: Omit<Refusal, 'text'>,
): Conversation {
  if (state.outgoing?.clientId !== clientId) return state
  const refusal = { clientId, code, detail, resetsAt, body, text: state.outgoing.text }
  return { ...state, outgoing: null, refusal }
}
