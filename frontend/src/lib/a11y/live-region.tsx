import { useSyncExternalStore } from 'react'

/** Long enough for a reader to take a sentence up before the next one replaces it. */
const APART_MS = 800

let message = ''
let isSpeaking = false
const waiting: string[] = []
const listeners = new Set<() => void>()

/** Says a sentence politely through the page's one status region; what comes close behind waits its turn. */
export function announce(text: string) {
  waiting.push(text)
  if (!isSpeaking) sayNext()
}

function sayNext() {
  const next = waiting.shift()
  isSpeaking = next !== undefined
  if (next === undefined) return
  // The same sentence twice would not be read again, so it alternates by an invisible space.
  message = next === message ? `${next}\u00a0` : next
  for (const listener of listeners) listener()
  setTimeout(sayNext, APART_MS)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Mounted once, by the root route. */
export function LiveRegion() {
  const text = useSyncExternalStore(subscribe, () => message)
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {text}
    </div>
  )
}
