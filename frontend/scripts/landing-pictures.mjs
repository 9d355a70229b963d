// Takes the pictures of the front page from a running Atelier with the sandbox partner:
//   E2E_BASE_URL=http://127.0.0.1:8000 node scripts/landing-pictures.mjs <folder>
// It writes PNGs; src/marketing/images/README.md says how they become what the page shows.
import { mkdirSync } from 'node:fs'
import { chromium } from '@playwright/test'

const base = process.env.E2E_BASE_URL ?? 'http://127.0.0.1:8000'
const [folder = 'screenshots/landing'] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
const context = await browser.newContext({
  baseURL: base,
  deviceScaleFactor: 2,
  reducedMotion: 'reduce',
  viewport: { width: 1440, height: 900 },
})
const page = await context.newPage()

const PROFILE = {
  primary_platform: 'youtube',
  follower_count: 50_000,
  engagement_rate: 6.5,
  niche: 'Cozy desk setups',
}
const SAID = [
  'Discord works, half my viewers live there already. And yes, weekly build-alongs are the heart of it.',
]

/** As the page itself would ask: with its cookies and its token. */
const send = (method, path, body) =>
  page.evaluate(
    async ([method, path, body]) => {
      const [, token] = document.cookie.match(/csrftoken=([^;]+)/)
      const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': token }
      const response = await fetch(path, { method, headers, body: JSON.stringify(body) })
      return response.json()
    },
    [method, path, body],
  )

async function signUp() {
  const email = `ada.${Date.now().toString(36)}@example.com`
  await page.goto('/register')
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('nineteen founding members')
  await page.getByRole('button', { name: 'Create my account' }).click()
  const code = page.getByLabel('Code from the e-mail')
  await code.waitFor()
  const letters = await context.request.get('/sandbox/mail/messages.json', { params: { to: email } })
  await code.fill((await letters.json()).results[0].code)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.waitForURL(/onboarding/)
}

/** Says each sentence once the partner has finished. */
async function talk() {
  const answered = page.getByRole('button', { name: 'Send', exact: true })
  for (const sentence of SAID) {
    await answered.waitFor()
    await page.getByRole('textbox', { name: 'Message to Atelier' }).fill(sentence)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Stop/ }).waitFor()
  }
  await answered.waitFor({ timeout: 60_000 })
}

async function take(name, theme) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: `${folder}/workspace-${theme}-${name}.png`, animations: 'disabled' })
}

await signUp()
await send('PUT', '/api/v1/projects/profile', PROFILE)
const project = await send('POST', '/api/v1/projects/', { business_name: 'Pixel & Pine' })
await page.goto(`/projects/${project.id}`)
await talk()
for (const theme of ['light', 'dark']) await take('wide', theme)
await page.setViewportSize({ width: 390, height: 640 })
await page.reload()
await page.getByRole('textbox', { name: 'Message to Atelier' }).waitFor()
await page.getByText('I would take').last().waitFor()
const latest = page.getByRole('button', { name: 'Jump to latest' })
if (await latest.isVisible()) await latest.click()
await latest.waitFor({ state: 'hidden' })
for (const theme of ['light', 'dark']) await take('phone', theme)

// What others see when they share the address: the head of the page itself.
const card = await browser.newPage({ viewport: { width: 1200, height: 630 }, colorScheme: 'light' })
await card.goto(base, { waitUntil: 'networkidle' })
await card.addStyleTag({ content: '.top nav,.cta,.fine{display:none!important}' })
await card.evaluate(() => document.fonts.ready)
await card.screenshot({ path: `${folder}/card.png` })
await browser.close()
