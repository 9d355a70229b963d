import { useSyncExternalStore } from 'react'

let message = ''
const listeners = new Set<() => void>()

/** Says a sentence politely through the page's one status region. */
export function announce(text: string) {
  // The same sentence twice would not be read again, so it alternates by an invisible space.
  message = text === message ? `${text}\u00a0` : text
  for (const listener of listeners) listener()
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
