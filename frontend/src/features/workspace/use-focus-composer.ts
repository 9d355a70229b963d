import { useCallback } from 'react'
import { useTalk } from './conversation'

/** Where the focus goes when the button that had it goes away. Not on touch, where it would open the keyboard. */
export function useFocusComposer() {
  const { composer } = useTalk()
  return useCallback(() => {
    if (!window.matchMedia('(pointer: coarse)').matches) composer.current?.focus()
  }, [composer])
}
