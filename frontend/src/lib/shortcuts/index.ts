import { useEffect, useEffectEvent } from 'react'
import { singleKeysAllowed } from './single-keys'

export { type Command, type Keys, pageCommands, pageKeys, useCommands } from './commands'
export { keysInWords } from './keys'
export { useSingleKeys } from './single-keys'

interface ShortcutOptions {
  /** Also while typing in a field. Only for keys that write nothing, such as Escape. */
  whileTyping?: boolean
  enabled?: boolean
}

const TYPING = 'input, textarea, select, [contenteditable="true"]'

const isTyping = (target: EventTarget | null) => target instanceof Element && target.closest(TYPING) !== null

/** Some browsers only tell by the code that an input method has the key. */
const isComposing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229

function matches(event: KeyboardEvent, combination: string): boolean {
  const parts = combination.toLowerCase().split('+')
  const key = parts.pop()
  const mod = event.metaKey || event.ctrlKey
  return event.key.toLowerCase() === key && mod === parts.includes('mod') && !event.altKey
}

/** A key that writes a character when no one listens: people who speak their keys can switch those off. */
const isAllowed = (combination: string) => combination.length > 1 || singleKeysAllowed()

/** Runs `action` on a key such as "Escape", "/" or "mod+k" (⌘ or Ctrl). Never while an IME is composing. */
export function useShortcut(
  combination: string,
  action: (event: KeyboardEvent) => void,
  { whileTyping = false, enabled = true }: ShortcutOptions = {},
) {
  const run = useEffectEvent((event: KeyboardEvent) => {
    if (isComposing(event) || event.defaultPrevented || !matches(event, combination)) return
    if ((whileTyping || !isTyping(event.target)) && isAllowed(combination)) action(event)
  })

  useEffect(() => {
    if (!enabled) return
    const listen = (event: KeyboardEvent) => run(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [enabled])
}
