import type { Page } from '@playwright/test'

export const THEMES = ['light', 'dark'] as const

/** A picture of the whole page, once its fonts and answers are there. */
export async function take(page: Page, name: string, theme: string, size: string) {
  // A page that is drawn while it waits for the server never comes to rest.
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {})
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({
    path: `screenshots/${name}-${theme}-${size}.png`,
    fullPage: true,
    animations: 'disabled',
  })
}
