import { expect, type Page, test } from '@playwright/test'
import { complaints, overflow } from './support/axe'
import { mockApp } from './support/mocked-app'
import { buying } from './support/offers'

const PRICING = 'http://atelier.test/pricing'

const card = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) })

const choice = (page: Page, name: string) => card(page, name).getByRole('link', { name: `Choose ${name}` })

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('month and year are switched, and the address follows', async ({ page, isMobile }) => {
    await mockApp(page, {})
    await page.goto(PRICING)
    await expect(card(page, 'Pro').getByText('$99 a month')).toBeVisible()
    await expect(choice(page, 'Pro')).toHaveAttribute('href', '/register?plan=pro&interval=month')
    const year = page.getByText('Year', { exact: true })
    if (isMobile) await year.tap()
    else await year.click()
    await expect(card(page, 'Pro').getByText('$999 a year')).toBeVisible()
    await expect(card(page, 'Pro').getByText('$99 a month')).toBeHidden()
    await expect(card(page, 'Pro').getByText('$83.25 a month, $189 less than twelve months')).toBeVisible()
    await expect(choice(page, 'Pro')).toHaveAttribute('href', '/register?plan=pro&interval=year')
    await expect(card(page, 'Free').getByRole('link', { name: 'Start free' })).toHaveAttribute(
      'href',
      '/register',
    )
  })
})

test('by keyboard: the interval is switched, a plan reached, a question opened', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'phones have no keyboard')
  await mockApp(page, buying)
  await page.goto(PRICING)
  await page.getByRole('radio', { name: 'Month' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Year' })).toBeChecked()
  await page.keyboard.press('Tab')
  await expect(card(page, 'Free').getByRole('link')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(choice(page, 'Starter')).toBeFocused()
  await expect(choice(page, 'Starter')).toHaveAttribute('href', '/register?plan=starter&interval=year')
  await page.locator('summary').first().focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('details').first()).toHaveAttribute('open', '')
})

test('the installation’s own figures replace those that ship, and say that payments are simulated', async ({
  page,
}) => {
  const plans = buying['GET /api/v1/billing/plans'] as { body: { plans: { key: string }[] } }
  const ours = structuredClone(plans.body) as { plans: { key: string; prices: { display: string }[] }[] }
  for (const { key, prices } of ours.plans) if (key === 'pro' && prices[0]) prices[0].display = '$89'
  await mockApp(page, { ...buying, 'GET /api/v1/billing/plans': { body: ours } })
  await page.goto(PRICING)
  await expect(card(page, 'Pro').getByText('$89 a month')).toBeVisible()
  await expect(page.getByText(/Payments in this installation are simulated/)).toBeVisible()
})

test('nothing moves while fonts and figures arrive', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await mockApp(page, buying)
  await page.goto(PRICING, { waitUntil: 'networkidle' })
  await expect(page.getByText(/Payments in this installation are simulated/)).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02)
})

test('the table stays a table, and the names of the plans stay in sight', async ({ page }) => {
  await mockApp(page, buying)
  await page.goto(PRICING)
  const table = page.getByRole('table', { name: 'Everything, side by side' })
  await expect(table.getByRole('columnheader')).toHaveText(['Free', 'Starter', 'Pro', 'Enterprise'])
  const row = table.getByRole('row', { name: /^Storage/ })
  await expect(row.getByRole('cell')).toHaveText(['100 MB', '500 MB', '1 GB', 'Unlimited'])
  await row.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }))
  await expect(table.getByRole('columnheader', { name: 'Pro' })).toBeInViewport()
})

test.describe('at 400 % @desk', () => {
  test.use({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 })

  test('nothing sticks out, no word is broken in the table, axe has no complaint', async ({ page }) => {
    await mockApp(page, buying)
    await page.goto(PRICING)
    await page.getByText('Year', { exact: true }).click()
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    const cut = await page
      .locator('.comparison :is(th, td)')
      .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length)
    expect(cut).toBe(0)
    expect(await complaints(page)).toEqual([])
  })
})
