import { expect, type Page, test } from '@playwright/test'
import { KitPages } from './pages/kit'
import { Newcomer } from './pages/newcomer'
import { DECIDING, WorkspacePage } from './pages/workspace'
import { complaints, complaintsOfTheNight } from './support/axe'

/** A whole session on the real server: from a stranger to the kit in three files. */

// Signing up, setting up and five answers come before each of these.
test.describe.configure({ timeout: 120_000 })

async function hurry(page: Page) {
  await page.request.post('/sandbox/anthropic/control/pace', {
    data: { tokens_per_second: 400, first_token_ms: 0 },
  })
}

async function decideEverything(page: Page) {
  await hurry(page)
  await new Newcomer(page).launch()
  const workspace = new WorkspacePage(page)
  await workspace.expectOpen('Pixel & Pine')
  for (const sentence of DECIDING) await workspace.say(sentence)
}

test('a whole session ends in a kit that is read, changed and taken along', async ({ page }) => {
  await decideEverything(page)
  const kit = new KitPages(page)

  await page.getByRole('link', { name: 'See what you have' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'What you decided' })).toBeVisible()
  for (const sentence of DECIDING) await expect(page.getByText(`“${sentence}”`)).toBeVisible()
  await expect(page.getByText('33 to 98 members', { exact: true })).toBeVisible()
  await expect(page.getByText('$627 to $1,862 a month', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Open your launch kit' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Launch kit' })).toBeVisible()
  await expect(kit.sheet('Offer and price').getByText('At $19 that is $627 to $1,862 a month.')).toBeVisible()

  await kit.edit('Community structure', '### Rooms\n\n- **The bench**: where the building happens.')
  await expect(kit.sheet('Community structure').getByText('The bench')).toBeVisible()
  await page.reload()
  await expect(kit.sheet('Community structure').getByText('where the building happens.')).toBeVisible()

  const files = {
    md: await kit.download('Markdown'),
    pdf: await kit.download('PDF'),
    ics: await kit.download('Calendar'),
  }
  expect(files.md.name).toMatch(/launch-kit\.md$/)
  expect(files.md.text).toContain('At $19 that is $627 to $1,862 a month.')
  expect(files.md.text).toContain('where the building happens.')
  expect(files.pdf.text.startsWith('%PDF-')).toBe(true)
  expect(files.ics.text).toContain('BEGIN:VCALENDAR')
  expect(files.ics.text.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(22)
})

test('the price changes in the talk and the kit follows', { tag: '@desk' }, async ({ page }) => {
  await decideEverything(page)
  const launch = page.url()
  const kit = new KitPages(page)
  await page.goto(`${launch}/kit`)
  await kit.edit('Offer and price', 'Nineteen a month, and worth it.')
  await page.goto(launch)
  await new WorkspacePage(page).say('On reflection, make it $29 a month')
  await page.goto(`${launch}/kit`)
  await expect(kit.sheet('Offer and price').getByText(/changed since you edited/)).toBeVisible()
  await expect(kit.sheet('Community structure').getByText('$29 a month').first()).toBeVisible()
})

test('the summary and the kit are accessible by day and by night', { tag: '@desk' }, async ({ page }) => {
  await decideEverything(page)
  const launch = page.url()
  for (const part of ['summary', 'kit']) {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(`${launch}/${part}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect(await complaints(page)).toEqual([])
    expect(await complaintsOfTheNight(page)).toEqual([])
  }
})
