import { useSyncExternalStore } from 'react'
import { setTheme, shownAs, stored, subscribe } from './store'

export { setTheme, THEME_LABELS, THEMES, type Theme, watchTheme } from './store'

/** The chosen theme, and the one it comes out as. */
export function useTheme() {
  const theme = useSyncExternalStore(subscribe, stored)
  const shown = useSyncExternalStore(subscribe, () => shownAs(stored()))
  return { theme, shown, setTheme }
}
