import { type Conversation, type ConversationEvent, EMPTY, reduce } from './reducer'
import { framePace } from './schedule'

export type Paced = (publish: () => void) => { request(): void; cancel(): void }

export interface ConversationStore {
  /** The state as it is, ahead of what is published. */
  now(): Conversation
  /** The state as last published; stable between publications. */
  get(): Conversation
  subscribe(listener: () => void): () => void
  dispatch(event: ConversationEvent): void
  dispose(): void
}

/**
 * A conversation outside React. Whatever changes rows is published at once; deltas, which only lengthen
 * the live text, are joined and published once per frame.
 */
export function createConversationStore(pacedBy: Paced = framePace): ConversationStore {
  let state = EMPTY
  let published = EMPTY
  const listeners = new Set<() => void>()

  function publish() {
    published = state
    for (const listener of [...listeners]) listener()
  }

  const pace = pacedBy(publish)

  return {
    now: () => state,
    get: () => published,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispatch(event) {
      const before = state
      state = reduce(state, event)
      if (onlyTextGrew(before, state)) return pace.request()
      pace.cancel()
      publish()
    },
    dispose: () => pace.cancel(),
  }
}

function onlyTextGrew(before: Conversation, after: Conversation): boolean {
  return (
    before.messages === after.messages &&
    before.outgoing === after.outgoing &&
    before.refusal === after.refusal &&
    before.hasOlder === after.hasOlder &&
    before.live?.id === after.live?.id &&
    before.resubscribes === after.resubscribes &&
    before.refetches === after.refetches &&
    before.loaded === after.loaded
  )
}
