import { expect, type Page, test } from '@playwright/test'
import { measured, type Reading, watchMainThread } from './support/page-meter'
import { composer, openLaunch } from './support/workspace-states'
import { launch, message, PRICE_TALK, TOPIC, type World } from './workspace-world'

/**
 * An answer of 100 tokens a second beneath 5,000 letters, typed through; and the same page while nothing is written.
 * The server joins a stream's tokens for up to 40 ms, so 25 frames of 4 tokens arrive in a second.
 */

const COUNT = 5_000
const PAGE_SIZE = 50
const SECONDS = 8
const FRAMES_PER_SECOND = 25
const TOKENS_PER_FRAME = 4
const SLOWDOWN = 4
const TYPED = 'Nineteen feels right, but let me think.'

const row = (position: number) =>
  position % 2
    ? message(position, { text: `Letter number ${position}` })
    : message(position, {
        role: 'assistant',
        text: `Answer number ${position}.\n\n${PRICE_TALK}\n\n- one\n- two`,
      })

const rows = Array.from({ length: COUNT }, (_, index) => row(index + 1))

const LIST =
  'Three things to settle:\n\n1. Who is **in the room** on the first evening\n2. What they leave with\n3. What it costs'

/** About four letters each, as a model's tokens are; spaces and line ends lead the word they precede. */
const tokens = (() => {
  const text = Array.from({ length: 12 }, (_, part) => `### Part ${part + 1}\n\n${PRICE_TALK}\n\n${LIST}`)
  const all = text.join('\n\n').match(/\s*\S{1,5}/g) ?? []
  return all.slice(0, SECONDS * FRAMES_PER_SECOND * TOKENS_PER_FRAME)
})()

const letters = (page: Page) => page.getByRole('region', { name: 'Conversation' })

/** Opens the newest fifty and reads upwards until the page holds all 5,000, then returns to the end. */
async function openWhole(page: Page): Promise<World> {
  const world = await openLaunch(
    page,
    launch({ decisions: [], messages: rows.slice(-PAGE_SIZE), has_more_messages: true }),
  )
  await page.route('**/messages?before=*', (route) => {
    const before = Number(new URL(route.request().url()).searchParams.get('before'))
    const results = rows.slice(Math.max(0, before - 1 - PAGE_SIZE), before - 1)
    return route.fulfill({
      json: { results: results.toReversed(), next: before > PAGE_SIZE + 1 ? 'more' : null, previous: null },
    })
  })
  await expect(page.getByText('Answer number 5000.')).toBeVisible()
  await letters(page).evaluate(
    (el, count) =>
      new Promise<void>((resolve) => {
        const up = setInterval(() => {
          el.scrollTo(0, 0)
          if (el.querySelector('[aria-setsize]')?.getAttribute('aria-setsize') !== String(count)) return
          clearInterval(up)
          resolve()
        }, 50)
      }),
    COUNT,
  )
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(page.getByText('Answer number 5000.')).toBeInViewport()
  return world
}

/** Sends what is due by the clock, so that a late timer does not slow the stream. */
async function streamAnswer(world: World, position: number) {
  const live = message(position, {
    id: `live-${position}`,
    role: 'assistant',
    status: 'streaming',
    text: '',
  })
  world.say({ type: 'message.created', topic: TOPIC, message: live })
  const begun = performance.now()
  const frames = SECONDS * FRAMES_PER_SECOND
  let text = ''
  for (let number = 0; number < frames; number += 1) {
    const wait = begun + ((number + 1) * 1_000) / FRAMES_PER_SECOND - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const next = tokens.slice(number * TOKENS_PER_FRAME, (number + 1) * TOKENS_PER_FRAME).join('')
    world.say({
      type: 'message.delta',
      topic: TOPIC,
      message_id: live.id,
      offset: text.length,
      text: next,
    })
    text += next
  }
  world.say({ type: 'message.completed', topic: TOPIC, message: { ...live, status: 'complete', text } })
}

async function type(page: Page) {
  await composer(page).fill('')
  await composer(page).pressSequentially(TYPED, { delay: (SECONDS * 1_000 * 0.7) / TYPED.length })
}

const quiet = () => new Promise<void>((resolve) => setTimeout(resolve, SECONDS * 1_000))

interface Goals {
  smooth: number
  longTasks: number
  key: number
}

const FULL_SPEED: Goals = { smooth: 0.99, longTasks: 0, key: 50 }
const SLOWED: Goals = { smooth: 0.9, longTasks: Number.POSITIVE_INFINITY, key: 80 }

const percentile = (values: number[], share: number) =>
  values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? Number.NaN

const COLUMNS = ['frames', '≤ 25 ms', '> 50 ms', 'long tasks', 'main thread', 'nodes', 'key p50', 'key p95']

const line = (name: string, cells: readonly string[], word = '') =>
  `${[name.padEnd(26), ...cells.map((cell) => cell.padStart(12))].join('')}  ${word}\n`

function tell(name: string, { frames, longTasks, keys, busy }: Reading, nodes: number, goals?: Goals) {
  const smooth = frames.filter((gap) => gap <= 25).length / frames.length
  const p95 = percentile(keys, 0.95)
  const isMet = !goals || (smooth >= goals.smooth && longTasks.length <= goals.longTasks && p95 <= goals.key)
  const cells = [
    String(frames.length),
    `${(smooth * 100).toFixed(1)} %`,
    String(frames.filter((gap) => gap > 50).length),
    String(longTasks.length),
    `${(busy * 100).toFixed(0)} %`,
    String(nodes),
    `${percentile(keys, 0.5).toFixed(0)} ms`,
    `${p95.toFixed(0)} ms`,
  ]
  process.stdout.write(line(name, cells, goals ? (isMet ? 'met' : 'missed') : ''))
}

test('frames and keys under a stream of 100 tokens a second, 5,000 letters above it', async ({ page }) => {
  const world = await openWhole(page)
  const devtools = await page.context().newCDPSession(page)
  const mainThread = await watchMainThread(devtools)
  process.stdout.write(
    `${COUNT} letters in the page; ${TOKENS_PER_FRAME * FRAMES_PER_SECOND} tokens/s for ${SECONDS} s in ${FRAMES_PER_SECOND} frames a second; ${TYPED.length} keys\n`,
  )
  process.stdout.write(line('', COLUMNS))
  let position = COUNT
  for (const rate of [1, SLOWDOWN]) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate })
    const name = rate === 1 ? '' : `, CPU ÷${rate}`
    const nodes = () => letters(page).evaluate((el) => el.querySelectorAll('*').length)

    const idle = await measured(page, mainThread, async () => {
      await Promise.all([quiet(), type(page)])
    })
    tell(`nothing written${name}`, idle, await nodes())

    position += 1
    const busy = await measured(page, mainThread, async () => {
      await Promise.all([streamAnswer(world, position), type(page)])
    })
    tell(`streaming${name}`, busy, await nodes(), rate === 1 ? FULL_SPEED : SLOWED)
    const answer = letters(page).locator(`[aria-posinset="${position}"]`)
    await expect(answer.getByRole('heading', { name: 'Part 1', exact: true })).toBeAttached()
  }
  process.stdout.write('goals: ≥ 99 % of frames ≤ 25 ms, no long task, key p95 ≤ 50 ms; ')
  process.stdout.write(`CPU ÷${SLOWDOWN}: ≥ 90 %, key p95 ≤ 80 ms\n`)
})
