import { countCodePoints, dropCodePoints } from './codepoints'
import type { Delta, Message } from './frames'

/** The answer being written: its text so far and that text's length as the server counts it. */
export interface Live {
  id: string
  text: string
  length: number
  /** The wire was cut since this text was read: the next snapshot replaces it whatever it says. */
  stale: boolean
}

export function startLive(message: Message): Live {
  return { id: message.id, text: message.text, length: countCodePoints(message.text), stale: false }
}

/** The delta joined on, cut where it overlaps, the same object when it brings nothing; null when text is missing before it. */
export function joinDelta(live: Live, delta: Delta): Live | null {
  const known = live.length - delta.offset
  if (known < 0) return null
  const size = countCodePoints(delta.text)
  if (known >= size) return live
  const fresh = known === 0 ? delta.text : dropCodePoints(delta.text, known)
  return { ...live, text: live.text + fresh, length: delta.offset + size }
}

/** Joins every held delta that now fits, in order of offset; what still lies beyond a gap is handed back. */
export function joinHeld(live: Live, held: readonly Delta[]): { live: Live; held: Delta[] } {
  let current = live
  const beyond: Delta[] = []
  const mine = held.filter((delta) => delta.message_id === live.id)
  for (const delta of mine.sort((a, b) => a.offset - b.offset)) {
    const joined = joinDelta(current, delta)
    if (joined) current = joined
    else beyond.push(delta)
  }
  return { live: current, held: beyond }
}

/**
 * A snapshot is the truth, with one exception: on an unbroken wire our own text may be ahead of the row
 * the snapshot was read from, and text already shown must not shrink.
 */
export function meetSnapshot(live: Live | null, message: Message): Live {
  const fresh = startLive(message)
  const ahead = live !== null && live.id === message.id && !live.stale && live.length >= fresh.length
  return ahead && live.text.startsWith(fresh.text) ? live : fresh
}
