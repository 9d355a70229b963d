import { expect, test } from '@playwright/test'
import { mockApp } from './support/mocked-app'

const FRONT = 'http://atelier.test/'

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('everything is there: words, picture, answers, ways in', async ({ page, isMobile }) => {
    await mockApp(page, {})
    await page.goto(FRONT)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const picture = page.getByRole('img', { name: /The workspace of Pixel & Pine/ })
    await picture.scrollIntoViewIfNeeded()
    await expect.poll(() => picture.getAttribute('src')).toMatch(/workspace-light-1120/)
    await expect(page.getByRole('button', { name: /Switch to/ })).toBeHidden()

    const question = page.locator('summary', { hasText: 'What does it cost?' })
    const answer = page.getByText('Nothing to begin with, and no card is asked for', { exact: false })
    await expect(answer).toBeHidden()
    if (isMobile) await question.tap()
    else await question.click()
    await expect(answer).toBeVisible()

    await expect(page.getByRole('link', { name: 'Start your thirty minutes' }).first()).toHaveAttribute(
      'href',
      '/register',
    )
  })

  test('the night of the system is the night of the page', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await mockApp(page, {})
    await page.goto(FRONT)
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(21, 19, 17)')
    const picture = page.getByRole('img', { name: /The workspace/ })
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.currentSrc))
      .toContain('workspace-dark')
  })
})

test('no file of the app is asked for, and no script at all', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.resourceType()} ${new URL(request.url()).pathname}`))
  await mockApp(page, {})
  await page.goto(FRONT, { waitUntil: 'networkidle' })
  expect(asked.filter((line) => line.startsWith('script'))).toEqual([])
  expect(asked.filter((line) => line.startsWith('image') && line.includes('workspace'))).toHaveLength(1)
  expect(asked.filter((line) => line.startsWith('stylesheet'))).toEqual([])
})

test('the switch paints the night, the picture follows, and the choice is kept', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await mockApp(page, {})
  await page.goto(FRONT)
  const shown = () => page.locator('.shot img').evaluate((image: HTMLImageElement) => image.currentSrc)
  await expect.poll(shown).toContain('workspace-light')
  await page.getByRole('button', { name: 'Switch to night' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect.poll(shown).toContain('workspace-dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('button', { name: 'Switch to paper' })).toBeVisible()
})

test('nothing moves while fonts and picture arrive', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await mockApp(page, {})
  await page.goto(FRONT, { waitUntil: 'networkidle' })
  await page.evaluate(() => document.fonts.ready)
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02)
})

test('by keyboard: the content can be skipped to, and a question opened', async ({ page, isMobile }) => {
  test.skip(isMobile, 'phones have no keyboard')
  await mockApp(page, {})
  await page.goto(FRONT)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.locator('summary').first().focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('details').first()).toHaveAttribute('open', '')
})

test('on paper every answer is unfolded', async ({ page }) => {
  await mockApp(page, {})
  await page.goto(FRONT)
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  const folded = page.locator('details:not([open])')
  await expect(folded).toHaveCount(0)
})
