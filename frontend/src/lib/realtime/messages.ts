import type { Message } from './frames'

export function findMessage(messages: readonly Message[], id: string): Message | undefined {
  return messages.findLast((message) => message.id === id)
}

/** The list with this message put in at its position, or in the place of its former self. */
export function placeMessage(messages: readonly Message[], message: Message): Message[] {
  const others = messages.filter(({ id }) => id !== message.id)
  const next = others.findIndex(({ position }) => position > message.position)
  return next === -1 ? [...others, message] : others.toSpliced(next, 0, message)
}

export function dropMessages(messages: readonly Message[], ids: ReadonlySet<string>): Message[] {
  return messages.filter(({ id }) => !ids.has(id))
}

export function oldestPosition(messages: readonly Message[]): number {
  return messages[0]?.position ?? Number.POSITIVE_INFINITY
}

/** A complete answer is never taken up again; every other ended one may be, by Retry. */
export function isFinal(message: Message | undefined): boolean {
  return message?.status === 'complete'
}
