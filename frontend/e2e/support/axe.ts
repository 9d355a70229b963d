import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Our pages hold no frames of strangers: the "legacy" way spares a second page for each look, most of its time. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode()

const said = async (look: AxeBuilder) =>
  (await look.analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )

/** What axe complains of, a line for each rule; of the whole page, or of what `within` selects. */
export function complaints(page: Page, within?: string): Promise<string[]> {
  const look = axe(page).withTags(RULES)
  return said(within === undefined ? look : look.include(within))
}

/** Of all that axe looks at, only the contrast depends on the theme. */
export async function complaintsOfTheNight(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
  return said(axe(page).withRules(['color-contrast']))
}

/** By how many pixels something sticks out to the side. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** By how many pixels a page that scrolls within itself can be scrolled as a whole; other pages may. */
export const slack = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollHeight, clientHeight } = document.documentElement
    const main = document.querySelector('main')
    return main && /auto|scroll/.test(getComputedStyle(main).overflowY) ? scrollHeight - clientHeight : 0
  })
