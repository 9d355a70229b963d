import '../styles/fonts.css'
import '../styles/tokens.css'
import './marketing.css'
import './pricing.css'
import { setTheme, shownAs, stored, subscribe, watchTheme } from '@/lib/theme/store'
import { visit } from '@/lib/visits'
import { refreshOffers } from './offers/refresh'

/**
 * All the script there is: the theme switch, pictures that follow it, answers that unfold for the printer, the
 * installation's own prices, and a count of the visit.
 */

const button = document.querySelector<HTMLButtonElement>('[data-theme-switch]')
const sources = document.querySelectorAll<HTMLSourceElement>('source[data-theme-of]')

function show() {
  const theme = shownAs(stored())
  const other = theme === 'dark' ? 'light' : 'dark'
  button?.setAttribute('aria-label', other === 'dark' ? 'Switch to night' : 'Switch to paper')
  for (const source of sources) {
    source.media = source.dataset.themeOf === theme ? (source.dataset.width ?? 'all') : 'not all'
  }
}

button?.removeAttribute('hidden')
button?.addEventListener('click', () => setTheme(shownAs(stored()) === 'dark' ? 'light' : 'dark'))
subscribe(show)
watchTheme()
show()

addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true
})

// Those that ship stay where the server has none to tell.
if (document.querySelector('[data-figure]')) refreshOffers().catch(() => {})

visit()
