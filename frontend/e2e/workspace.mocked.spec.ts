import { expect, type Page, test } from '@playwright/test'
import { question } from '../src/lib/realtime/fixtures'
import { complaints } from './support/axe'
import { mockApp } from './support/mocked-app'
import { launch, message, PRICE_TALK, PROJECT_ID, playWorld, TOPIC, type World } from './workspace-world'

const composer = (page: Page) => page.getByRole('textbox', { name: 'Message to Atelier' })
const letters = (page: Page) => page.getByRole('region', { name: 'Conversation' })

async function open(page: Page, project = launch()): Promise<World> {
  await mockApp(page, {})
  const world = await playWorld(page, project)
  await page.goto(`/projects/${PROJECT_ID}`)
  await expect(composer(page)).toBeVisible()
  await expect(letters(page).getByRole('listitem').last()).toBeVisible()
  return world
}

const writing = (text: string, position = 3) =>
  message(position, { id: 'a1', role: 'assistant', reply_to: 'u1', status: 'streaming', text })

/** On a phone and a tablet one part is shown at a time. */
async function show(page: Page, part: 'Talk' | 'Plan' | 'Decisions') {
  const tab = page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: part })
  if (await tab.isVisible()) await tab.click()
}

test('a cut socket heals and the letter is whole', async ({ page }) => {
  const before = PRICE_TALK.slice(0, 40)
  const world = await open(page, launch({ messages: [...launch().messages.slice(0, 2), writing(before)] }))
  world.project = launch({ messages: [...launch().messages.slice(0, 2), writing(PRICE_TALK.slice(0, 150))] })
  await world.sockets[0]?.close()
  await expect(page.getByText('The connection was lost')).toBeVisible()
  await expect(page.getByText('The connection was lost')).toBeHidden({ timeout: 8_000 })
  const offset = [...PRICE_TALK.slice(0, 150)].length
  world.say({ type: 'message.delta', topic: TOPIC, message_id: 'a1', offset, text: PRICE_TALK.slice(150) })
  await expect(letters(page).getByText('Does nineteen feel right?')).toBeVisible()
  await expect(letters(page).getByText('33 to 98 members')).toHaveCount(1)
})

test('the end of the talk stays in sight while it grows, and stays put while one reads above', async ({
  page,
}) => {
  const history = Array.from({ length: 40 }, (_, index) =>
    message(index + 1, { role: index % 2 ? 'assistant' : 'user', text: `Letter ${index + 1}. `.repeat(20) }),
  )
  const world = await open(page, launch({ decisions: [], messages: [...history, writing('', 41)] }))
  let offset = 0
  const grow = (lines: number) => {
    const text = 'One more line of it.\n\n'.repeat(lines)
    world.say({ type: 'message.delta', topic: TOPIC, message_id: 'a1', offset, text })
    offset += text.length
  }
  const distance = () => letters(page).evaluate((el) => el.scrollHeight - el.clientHeight - el.scrollTop)
  for (let turn = 0; turn < 10; turn += 1) grow(3)
  await expect.poll(distance).toBeLessThan(2)
  await letters(page).hover()
  await page.mouse.wheel(0, -1_500)
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeVisible()
  const row = letters(page).getByRole('listitem').nth(3)
  const place = await row.boundingBox()
  for (let turn = 0; turn < 10; turn += 1) grow(3)
  await expect.poll(async () => (await row.boundingBox())?.y).toBe(place?.y)
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect.poll(distance).toBeLessThan(2)

  const detected = { decisions: [], completions: [], next_steps: ['Yes', 'No'], disagreements: [] }
  const ended = message(41, { id: 'a1', role: 'assistant', text: 'Well? '.repeat(300), detected })
  world.project = launch({ decisions: [], messages: [...history, ended] })
  world.say({ type: 'message.completed', topic: TOPIC, message: ended })
  await expect(page.getByRole('region', { name: 'Talk' }).getByRole('button', { name: 'Yes' })).toBeVisible()
  await expect.poll(distance).toBeLessThan(2)
})

test('history comes in pages above, without a jump, and most of it stays off the page', async ({ page }) => {
  const row = (position: number) => message(position, { text: `Letter number ${position}` })
  const rows = Array.from({ length: 400 }, (_, index) => row(index + 1))
  await mockApp(page, {})
  await playWorld(page, launch({ decisions: [], messages: rows.slice(-50), has_more_messages: true }))
  await page.route('**/messages?before=*', (route) => {
    const before = Number(new URL(route.request().url()).searchParams.get('before'))
    const results = rows.filter(({ position }) => position < before).slice(-50)
    return route.fulfill({
      json: { results: results.toReversed(), next: before > 51 ? 'more' : null, previous: null },
    })
  })
  await page.goto(`/projects/${PROJECT_ID}`)
  await expect(page.getByText('Letter number 400')).toBeVisible()
  const read = page.getByText('Letter number 353', { exact: true })
  await letters(page).evaluate((el) => el.scrollTo(0, 200))
  await expect(read).toBeVisible()
  const place = await read.boundingBox()
  await expect.poll(() => letters(page).evaluate((el) => el.scrollTop)).toBeGreaterThan(1_000)
  expect(Math.abs(((await read.boundingBox())?.y ?? 0) - (place?.y ?? 0))).toBeLessThanOrEqual(2)

  const first = page.getByText('Letter number 1', { exact: true })
  await expect(async () => {
    await letters(page).evaluate((el) => el.scrollTo(0, 0))
    await expect(first).toBeVisible({ timeout: 300 })
  }).toPass({ timeout: 20_000 })
  await expect(letters(page).getByRole('listitem').first()).toHaveAttribute('aria-setsize', '400')
  expect(await letters(page).evaluate((el) => el.querySelectorAll('*').length)).toBeLessThan(1_500)
})

test('hostile letters do nothing', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const text = [
    '<img src="https://evil.example/1.gif" onerror="window.hacked = 1"> <script>window.hacked = 2</script>',
    '![tracking](https://evil.example/2.gif)',
    '[press me](javascript:window.hacked=3) [or me](data:text/html,<script>parent.hacked=4</script>)',
    '[real](https://example.com/page)',
  ].join('\n\n')
  await open(page, launch({ messages: [message(1, { role: 'assistant', text })] }))
  await expect(page.getByText('tracking')).toBeVisible()
  await page.getByText('press me').click()
  await page.getByText('or me').click()
  expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined()
  expect(asked.filter((url) => url.includes('evil'))).toEqual([])
  await expect(page.getByRole('link', { name: 'real' })).toHaveAttribute(
    'rel',
    'noopener noreferrer nofollow',
  )
})

test('typed text outlives a refusal, a reload and a dead connection', async ({ page }) => {
  const world = await open(page)
  world.onFrame = (frame) => {
    if (frame.type !== 'message.send') return
    const resets_at = world.project.resets_at
    world.say({
      type: 'error',
      topic: TOPIC,
      code: 'daily_limit_reached',
      detail: '',
      ref: frame.client_id,
      resets_at,
    })
  }
  await composer(page).fill('My fifty-first thought')
  await composer(page).press('Enter')
  await expect(page.getByRole('alert')).toContainText(/New ones come at \d\d:\d\d, in 9 hours/)
  await expect(composer(page)).toHaveValue('My fifty-first thought')
  await page.reload()
  await expect(composer(page)).toHaveValue('My fifty-first thought')
})

test('a message sent without a connection goes out when there is one, once', async ({ page }) => {
  const world = await open(page)
  await page.route('**/messages', (route) => route.abort())
  await page.evaluate(() => window.dispatchEvent(new Event('offline')))
  let refuse = true
  await page.routeWebSocket('**/ws/', (socket) => {
    if (refuse) socket.close()
    else
      socket.onMessage((data) => {
        const frame = JSON.parse(String(data))
        world.heard.push(frame)
        const stored = question({ id: 'u2', position: 4, client_id: frame.client_id, text: frame.text })
        const reply =
          frame.type === 'subscribe'
            ? { type: 'subscribed', topic: TOPIC, snapshot: { streaming: null } }
            : { type: 'message.created', topic: TOPIC, message: stored }
        socket.send(JSON.stringify(reply))
      })
  })
  await world.sockets[0]?.close()
  await expect(page.getByText(/connection was lost/)).toBeVisible()
  await composer(page).fill('Into the dark')
  await composer(page).press('Enter')
  await expect(page.getByText('Waiting for the connection. It goes out by itself.')).toBeVisible()
  refuse = false
  await expect(page.getByText('Waiting for the connection')).toBeHidden({ timeout: 12_000 })
  await expect(letters(page).getByText('Into the dark')).toHaveCount(1)
})

test('a decision is made by keyboard alone', async ({ page }) => {
  const posted: unknown[] = []
  const world = await open(page)
  await page.route('**/decisions', (route) => {
    posted.push(route.request().postDataJSON())
    return route.fulfill({
      status: 201,
      json: { ...launch().decisions[0], ...(posted[0] as object), id: 'd9' },
    })
  })
  world.project = launch()
  await show(page, 'Decisions')
  const choose = page.getByRole('button', { name: 'Choose: Pricing' })
  await choose.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'What does it cost to belong?' })
  await expect(dialog.getByRole('radio', { name: /\$19 a month/ })).toBeChecked()
  await dialog.getByRole('radio', { name: /\$19 a month/ }).focus()
  // Held a moment, as a finger would: the group follows the key while it is down.
  await page.keyboard.press('ArrowUp', { delay: 60 })
  await expect(dialog.getByRole('radio', { name: /\$9 a month/ })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(choose).toBeFocused()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Write it down' }).press('Enter')
  await expect
    .poll(() => posted)
    .toEqual([{ category: 'pricing', value: { amount_minor: 1900, currency: 'USD', period: 'month' } }])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`accessible in the ${colorScheme}${colorScheme === 'dark' ? ' @desk' : ''}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' })

    test('every part, and the dialog', async ({ page }) => {
      const failed = message(5, {
        id: 'a2',
        role: 'assistant',
        reply_to: 'u2',
        status: 'failed',
        error: { code: 'overloaded', detail: 'The partner is busy just now.', retryable: true },
      })
      const talk = [...launch().messages, message(4, { id: 'u2', text: 'And the tiers?' }), failed]
      await open(page, launch({ messages: talk }))
      const check = async () => expect(await complaints(page)).toEqual([])
      await check()
      await show(page, 'Plan')
      await page.getByRole('button', { name: /^Set the founding price/ }).click()
      await check()
      await show(page, 'Decisions')
      await page.getByText('See the arithmetic').click()
      await check()
      await page.getByRole('button', { name: 'Edit: Platform' }).click()
      await page.getByRole('radio', { name: /Something else/ }).click()
      await check()
    })
  })
}

test('nothing is wider than a small phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await open(page)
  for (const part of ['Talk', 'Plan', 'Decisions'] as const) {
    await show(page, part)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  }
})
