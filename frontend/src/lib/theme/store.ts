/** The theme without React: the prerendered pages use it as it is, the app through `useTheme`. */

/** The key and the rule are repeated by the inline script of index.html, which runs before the first paint. */
const KEY = 'atelier.theme'
const PAPER = { light: '#FBF8F3', dark: '#151311' }

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const THEME_LABELS: Record<Theme, string> = { system: 'Same as device', light: 'Paper', dark: 'Night' }

const night = () => window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

const isTheme = (value: string | null): value is Theme => THEMES.some((theme) => theme === value)

export function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY)
    return isTheme(value) ? value : 'system'
  } catch {
    return 'system' // Storage can be switched off; the theme is then forgotten with the page.
  }
}

export const shownAs = (theme: Theme) => (theme === 'system' ? (night().matches ? 'dark' : 'light') : theme)

function paint() {
  const shown = shownAs(stored())
  document.documentElement.dataset.theme = shown
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', PAPER[shown])
}

function changed() {
  paint()
  for (const listener of listeners) listener()
}

export function setTheme(theme: Theme) {
  localStorage.setItem(KEY, theme)
  changed()
}

/** Follows the system and the other tabs. Called once, at start. */
export function watchTheme() {
  night().addEventListener('change', changed)
  window.addEventListener('storage', (event) => event.key === KEY && changed())
  paint()
}

export function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
