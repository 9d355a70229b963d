import { useSyncExternalStore } from 'react'

const KEY = 'atelier.single-keys'
const listeners = new Set<() => void>()

/** Whether plain characters such as "?" act as shortcuts (WCAG 2.1.4 asks for a way to say no). */
export function singleKeysAllowed(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true // Storage is switched off: the choice is then forgotten with the page.
  }
}

function allow(allowed: boolean) {
  if (allowed) localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, 'off')
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSingleKeys = () => [useSyncExternalStore(subscribe, singleKeysAllowed), allow] as const
