import { type APIRequestContext, expect, type Locator, type Page, test } from '@playwright/test'
import { Newcomer } from './pages/newcomer'
import { complaints, complaintsOfTheNight } from './support/axe'

/** The launch against the real server and its sandbox partner: what the page shows is what REST says. */

interface Row {
  id: string
  role: 'user' | 'assistant'
  status: string
  text: string
}

interface Launch {
  id: string
  decisions: { category: string; display: string; quote: string; is_current: boolean }[]
  progress: Record<'overall' | 'planning' | 'execution' | 'timeline', number>
  messages: Row[]
  messages_left_today: number
}

const CONTROL = '/sandbox/anthropic/control'

async function pace(request: APIRequestContext, tokens_per_second: number) {
  await request.post(`${CONTROL}/pace`, { data: { tokens_per_second, first_token_ms: 0 } })
}

/** What the partner says next, instead of its own words. */
async function script(request: APIRequestContext, ...texts: string[]) {
  await request.post(`${CONTROL}/script`, { data: { responses: texts.map((text) => ({ text })) } })
}

class Workspace {
  readonly letters: Locator
  readonly composer: Locator

  constructor(readonly page: Page) {
    this.letters = page.getByRole('region', { name: 'Conversation' })
    this.composer = page.getByRole('textbox', { name: 'Message to Atelier' })
  }

  async truth(): Promise<Launch> {
    return (await this.page.request.get('/api/v1/projects/active')).json()
  }

  async say(text: string) {
    await this.composer.fill(text)
    await this.composer.press('Enter')
    await expect(this.composer).toHaveValue('')
  }

  async answered() {
    await expect(this.page.getByRole('button', { name: 'Send', exact: true })).toBeVisible({
      timeout: 30_000,
    })
  }

  /** On a phone one part is shown at a time. */
  async show(part: 'Talk' | 'Plan' | 'Decisions') {
    const tab = this.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: part })
    if (await tab.isVisible()) await tab.click()
  }

  /** The newest answer as read, without what Markdown adds or hides. */
  lastAnswer = () =>
    this.letters.getByRole('article', { name: 'Atelier' }).last().locator('.letter').innerText()
}

const bare = (text: string) => text.replace(/[\s*_>`#-]+/g, '')

async function expectWhole(workspace: Workspace) {
  const written = (await workspace.truth()).messages.at(-1)
  expect(written?.status).toBe('complete')
  await expect.poll(async () => bare(await workspace.lastAnswer())).toBe(bare(written?.text ?? ''))
}

const LONG = Array.from(
  { length: 60 },
  (_, index) => `Sentence ${index} has an emoji 🎉 and a 👩‍🚀 in it.`,
).join(' ')

let workspace: Workspace

test.beforeEach(async ({ page }) => {
  await pace(page.request, 400)
  await page.request.delete(`${CONTROL}/script`)
  await new Newcomer(page).launch()
  workspace = new Workspace(page)
  await expect(workspace.composer).toBeVisible()
  await workspace.answered()
})

test('five decisions in ordinary words, each with the sentence it came from', async ({ page }) => {
  // In the order the partner asks.
  const said = {
    platform: "Let's go with Discord",
    pricing: '$19 a month',
    structure: 'Keep it simple, everyone together',
    content: 'Weekly build-alongs',
    timeline: 'In about six weeks',
  }
  for (const sentence of Object.values(said)) {
    await workspace.say(sentence)
    await workspace.answered()
  }
  const standing = (await workspace.truth()).decisions.filter(({ is_current }) => is_current)
  expect(Object.fromEntries(standing.map(({ category, quote }) => [category, quote]))).toEqual(said)
  await workspace.show('Decisions')
  await expect(page.getByText('5 of 5', { exact: true }).last()).toBeVisible()
  for (const sentence of Object.values(said)) await expect(page.getByText(`“${sentence}”`)).toBeVisible()

  await workspace.show('Talk')
  await expect(workspace.letters.getByText('Written down').last()).toBeVisible()
  await workspace.letters.getByRole('button', { name: 'Undo' }).last().click()
  await expect
    .poll(async () => (await workspace.truth()).decisions.filter(({ is_current }) => is_current).length)
    .toBe(4)
})

test('ticking moves the bars, un-ticking moves them back, another tab sees both', async ({
  page,
  context,
}) => {
  const other = await context.newPage()
  await other.goto(page.url())
  const second = new Workspace(other)
  await expect(second.composer).toBeVisible()
  for (const one of [workspace, second]) await one.show('Plan')
  const bar = page.getByRole('progressbar', { name: 'Planning' })
  const box = page.getByRole('checkbox').first()
  const before = Number(await bar.getAttribute('aria-valuenow'))
  await box.click()
  await expect(box).toBeChecked()
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(before)
  await expect(other.getByRole('checkbox').first()).toBeChecked()
  await box.click()
  await expect(box).not.toBeChecked()
  await expect(bar).toHaveAttribute('aria-valuenow', String(before))
  await expect(other.getByRole('checkbox').first()).not.toBeChecked()
})

test('a reload in mid-answer and a second tab lose and double nothing', { tag: '@desk' }, async ({
  page,
  context,
}) => {
  await pace(page.request, 60)
  await script(page.request, LONG)
  await workspace.say('Tell me everything.')
  await expect(workspace.letters.getByText('Sentence 2')).toBeVisible()
  const other = await context.newPage()
  await other.goto(page.url())
  const second = new Workspace(other)
  await expect(second.letters.getByText('Sentence 2')).toBeVisible()
  await page.reload()
  await expect(workspace.letters.getByText('Sentence 2')).toBeVisible()
  await page.reload()
  for (const one of [workspace, second]) {
    await one.answered()
    await expectWhole(one)
  }
})

test('five seconds without a network heal by themselves', { tag: '@desk' }, async ({ page, context }) => {
  // Playwright's offline mode leaves open sockets open; a real cut does not, so the page's are cut with it.
  await page.addInitScript(() => {
    const sockets: WebSocket[] = []
    const Original = window.WebSocket
    window.WebSocket = class extends Original {
      constructor(url: string | URL) {
        super(url)
        sockets.push(this)
      }
    }
    Object.assign(window, {
      cutSockets() {
        for (const socket of sockets) socket.close()
      },
    })
  })
  await page.reload()
  await workspace.answered()
  await pace(page.request, 60)
  await script(page.request, LONG)
  await workspace.say('Tell me everything.')
  await expect(workspace.letters.getByText('Sentence 2')).toBeVisible()
  await context.setOffline(true)
  await page.evaluate(() => (window as unknown as { cutSockets: () => void }).cutSockets())
  await expect(page.getByText('You are offline')).toBeVisible()
  await page.waitForTimeout(5_000)
  await context.setOffline(false)
  await expect(page.getByText('You are offline')).toBeHidden({ timeout: 15_000 })
  await workspace.answered()
  await expectWhole(workspace)
})

test('Escape stops, the text stays, and it can be written again', { tag: '@desk' }, async ({ page }) => {
  await pace(page.request, 40)
  await script(page.request, LONG, 'A shorter one.')
  await workspace.say('Tell me everything.')
  await expect(workspace.letters.getByText('Sentence 2')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('You stopped here.')).toBeVisible()
  const kept = (await workspace.truth()).messages.at(-1)
  expect(kept?.status).toBe('stopped')
  expect(LONG.startsWith(kept?.text ?? '?')).toBe(true)
  expect(bare(await workspace.lastAnswer())).toBe(bare(kept?.text ?? ''))
  await page.getByRole('button', { name: 'Write it again' }).click()
  await workspace.answered()
  await expect(workspace.letters.getByText('A shorter one.')).toBeVisible()
  await expect(page.getByText('You stopped here.')).toBeHidden()
})

test('a message said differently sets aside what came after', { tag: '@desk' }, async ({ page }) => {
  await workspace.say("Let's go with Discord")
  await workspace.answered()
  await expect(workspace.letters.getByText('Written down')).toBeVisible()
  await workspace.letters.getByText("Let's go with Discord").hover()
  await page.getByRole('button', { name: 'Edit and send again' }).click()
  const field = page.getByRole('textbox', { name: 'Edit your message' })
  await field.fill('What would you ask me first?')
  await page.getByRole('button', { name: 'Send again' }).click()
  await workspace.answered()
  await expect(workspace.letters.getByText("Let's go with Discord")).toHaveCount(0)
  // The page sets aside at once what the server is still being told.
  const current = async () => (await workspace.truth()).decisions.filter(({ is_current }) => is_current)
  await expect.poll(current).toEqual([])
})

test('the fifty-first message is refused with the time of the next', { tag: '@desk' }, async ({ page }) => {
  test.setTimeout(180_000)
  await pace(page.request, 100_000)
  const { id, messages_left_today: left } = await workspace.truth()
  await script(page.request, ...Array.from({ length: left }, () => 'Noted.'))
  const token = (await page.context().cookies()).find(({ name }) => name === 'csrftoken')?.value ?? ''
  for (let turn = 0; turn < left; turn += 1) {
    // The stream ends with the answer, so each turn waits for the one before.
    const answer = await page.request.post(`/api/v1/projects/${id}/messages`, {
      headers: { Accept: 'text/event-stream', 'X-CSRFToken': token, Referer: page.url() },
      data: { client_id: crypto.randomUUID(), text: `Thought ${turn}` },
      timeout: 30_000,
    })
    expect(answer.ok()).toBe(true)
    await answer.body()
  }
  await page.reload()
  await expect(page.getByText(/No messages left today\. New ones come at \d\d:\d\d/)).toBeVisible()
  await workspace.composer.fill('One more thought')
  await workspace.composer.press('Enter')
  await expect(page.getByRole('alert')).toContainText(/50 messages.*New ones come at \d\d:\d\d, in/)
  await expect(workspace.composer).toHaveValue('One more thought')
})

test('what the partner writes is inert', { tag: '@desk' }, async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await script(
    page.request,
    'Look: <img src=https://evil.example/a.gif onerror=window.hacked=1> <script>window.hacked=2</script> ![pixel](https://evil.example/b.gif) [press](javascript:window.hacked=3)',
  )
  await workspace.say('Show me.')
  await workspace.answered()
  await page.getByText('press').last().click()
  expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined()
  expect(asked.filter((url) => url.includes('evil'))).toEqual([])
})

test('accessible by day and by night', { tag: '@desk' }, async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  for (const part of ['Talk', 'Plan', 'Decisions'] as const) {
    await page.emulateMedia({ colorScheme: 'light' })
    await workspace.show(part)
    expect(await complaints(page)).toEqual([])
    expect(await complaintsOfTheNight(page)).toEqual([])
  }
})
