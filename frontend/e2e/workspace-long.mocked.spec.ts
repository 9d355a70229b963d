import { expect, type Page, test } from '@playwright/test'
import { openLaunch } from './support/workspace-states'
import { launch, message, PRICE_TALK, TOPIC } from './workspace-world'

/** A conversation of years: 5,000 letters, of which the page holds only those in sight. */

const COUNT = 5_000
const MOST_NODES = 1_500

const letters = (page: Page) => page.getByRole('region', { name: 'Conversation' })

const row = (position: number) =>
  position % 2
    ? message(position, { text: `Letter number ${position}` })
    : message(position, {
        role: 'assistant',
        text: `Answer number ${position}.\n\n${PRICE_TALK}\n\n- one\n- two`,
      })

const rows = Array.from({ length: COUNT }, (_, index) => row(index + 1))

/** The newest letters are there at once; the oldest hundred come in pages, as they do over the wire. */
async function openLong(page: Page, extra: typeof rows = []) {
  const messages = [...rows.slice(100), ...extra]
  const world = await openLaunch(page, launch({ decisions: [], messages, has_more_messages: true }))
  await page.route('**/messages?before=*', (route) => {
    const before = Number(new URL(route.request().url()).searchParams.get('before'))
    const results = rows.filter(({ position }) => position < before).slice(-50)
    return route.fulfill({
      json: { results: results.toReversed(), next: before > 51 ? 'more' : null, previous: null },
    })
  })
  await expect(page.getByText('Answer number 5000.')).toBeVisible()
  return world
}

const nodes = (page: Page) => letters(page).evaluate((el) => el.querySelectorAll('*').length)

test('5,000 letters keep the page small: at the end, amid them and at their beginning', async ({ page }) => {
  await openLong(page)
  expect(await nodes(page)).toBeLessThan(MOST_NODES)

  await letters(page).evaluate((el) => el.scrollTo(0, el.scrollHeight / 2))
  await expect(page.getByText('Answer number 5000.')).toHaveCount(0)
  await expect(letters(page).getByRole('listitem').first()).toBeVisible()
  expect(await nodes(page)).toBeLessThan(MOST_NODES)

  await expect(async () => {
    await letters(page).evaluate((el) => el.scrollTo(0, 0))
    await expect(page.getByText('Letter number 1', { exact: true })).toBeVisible({ timeout: 300 })
  }).toPass({ timeout: 20_000 })
  await expect(letters(page).getByRole('listitem').first()).toHaveAttribute('aria-setsize', '5000')
  expect(await nodes(page)).toBeLessThan(MOST_NODES)
})

test('a letter one reads amid 5,000 does not move while another is written', async ({ page }) => {
  const live = message(COUNT + 1, { id: 'live', role: 'assistant', status: 'streaming', text: '' })
  const world = await openLong(page, [live])
  await letters(page).hover()
  await page.mouse.wheel(0, -1_000)
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeVisible()
  const read = letters(page).getByRole('listitem').nth(2)
  const place = await read.boundingBox()
  const height = () => letters(page).evaluate((el) => el.scrollHeight)
  const before = await height()
  let offset = 0
  for (let turn = 0; turn < 40; turn += 1) {
    const text = 'One more line of it.\n\n'
    world.say({ type: 'message.delta', topic: TOPIC, message_id: 'live', offset, text })
    offset += text.length
  }
  await expect.poll(height).toBeGreaterThan(before + 500)
  await expect.poll(async () => (await read.boundingBox())?.y).toBe(place?.y)
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(page.getByText('One more line of it.').last()).toBeInViewport()
})
