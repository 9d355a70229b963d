import type { LucideIcon } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'

/** Something the palette can do. */
export interface Command {
  label: string
  /** Other words people look for it by. */
  words?: string
  icon: LucideIcon
  /** The key that does the same, if there is one. */
  keys?: string
  run: () => void
}

/** A key worth knowing that is no command: what Enter does in a field, say. */
export interface Keys {
  keys: string
  label: string
}

interface Offer {
  commands: readonly Command[]
  keys: readonly Keys[]
}

const offers = new Set<() => Offer>()

/** Puts the page's own commands and keys into the palette and the overview for as long as it is open. */
export function useCommands(commands: readonly Command[], keys: readonly Keys[] = []) {
  const latest = useRef<Offer>({ commands, keys })
  useLayoutEffect(() => {
    latest.current = { commands, keys }
  })
  useEffect(() => {
    const offer = () => latest.current
    offers.add(offer)
    return () => void offers.delete(offer)
  }, [])
}

export const pageCommands = () => [...offers].flatMap((offer) => offer().commands)

export const pageKeys = (): Keys[] =>
  [...offers].flatMap((offer) => {
    const { commands, keys } = offer()
    return [...commands.flatMap(({ keys: own, label }) => (own ? [{ keys: own, label }] : [])), ...keys]
  })
