import type { Message } from './frames'
import { findMessage, isFinal, oldestPosition, placeMessage } from './messages'
import type { Conversation } from './reducer'

interface Page {
  messages: readonly Message[]
  hasOlder: boolean
}

/** REST's row, unless the wire has said something newer about it since the request went out. */
function newerOf(state: Conversation, row: Message, since: number): Message {
  const known = findMessage(state.messages, row.id)
  if (!known || isFinal(row)) return row
  if (isFinal(known)) return known
  return (state.touched[row.id] ?? -1) > since ? known : row
}

/**
 * The newest page from REST laid over what is known. Inside its range REST decides what exists (a missed
 * `messages.superseded` heals here); older pages already read stay when they join on to it.
 */
export function mergePage(state: Conversation, page: Page & { since: number }): Message[] {
  const rows = page.messages.filter(({ id }) => !state.superseded.has(id))
  const from = oldestPosition(rows)
  const ids = new Set(rows.map(({ id }) => id))
  const joinsOn = !page.hasOlder || state.messages.some(({ id }) => ids.has(id))
  const older = joinsOn ? state.messages.filter(({ position }) => position < from) : []
  const newer = state.messages.filter(
    ({ id, position }) => position >= from && !ids.has(id) && (state.touched[id] ?? -1) > page.since,
  )
  const merged = [...older, ...rows.map((row) => newerOf(state, row, page.since))]
  return newer.reduce<Message[]>(placeMessage, merged)
}

/** One page of history put before what is there. */
export function mergeOlder(state: Conversation, page: Page): Pick<Conversation, 'messages' | 'hasOlder'> {
  const known = new Set(state.messages.map(({ id }) => id))
  const fresh = page.messages.filter(({ id }) => !known.has(id) && !state.superseded.has(id))
  const messages = [...fresh, ...state.messages].sort((a, b) => a.position - b.position)
  return { messages, hasOlder: page.hasOlder }
}
