import type { Page } from '@playwright/test'

export const THEMES = ['light', 'dark'] as const

/** A window as tall as what scrolls inside the page, for a picture of the page takes in no inner scrolling. */
async function unroll(page: Page) {
  const size = page.viewportSize()
  if (!size) return
  const hidden = await page.evaluate(() => {
    const scrolling = [...document.querySelectorAll('body *')].filter(
      (element) => /auto|scroll/.test(getComputedStyle(element).overflowY) && element.clientWidth > 300,
    )
    return Math.max(0, ...scrolling.map((element) => element.scrollHeight - element.clientHeight))
  })
  await page.setViewportSize({ width: size.width, height: Math.min(size.height + hidden, 6000) })
}

/** A picture of the whole page, once its fonts and answers are there. */
export async function take(page: Page, name: string, theme: string, size: string) {
  // A page that is drawn while it waits for the server never comes to rest.
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {})
  await page.evaluate(() => document.fonts.ready)
  await unroll(page)
  await page.screenshot({
    path: `screenshots/${name}-${theme}-${size}.png`,
    fullPage: true,
    animations: 'disabled',
  })
}
