import { expect, type Locator, type Page, test } from '@playwright/test'
import { composer, openLaunch, show, WORKSPACE_STATES } from './support/workspace-states'

/** What a window of 1280 × 1024 leaves at 400 %: the size of WCAG 1.4.10, and each pixel drawn with sixteen. */
const MAGNIFIED = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }

const movingStates = WORKSPACE_STATES.filter(({ name }) => ['decision-caught', 'milestone'].includes(name))

/** Whoever points at the middle of it hits it: neither is it outside of the window, nor does a bar lie over it. */
const isUncovered = (target: Locator) =>
  target.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return element.contains(hit)
  })

async function listenToMotion(page: Page) {
  await page.addInitScript(() => {
    const seen: number[] = []
    Object.assign(window, { motions: seen })
    const note = ({ target }: Event) => {
      for (const motion of (target as Element).getAnimations({ subtree: true }))
        seen.push(Number(motion.effect?.getComputedTiming().duration ?? 0))
    }
    document.addEventListener('animationstart', note)
    document.addEventListener('transitionrun', note)
  })
}

const longestMotion = (page: Page) =>
  page.evaluate(() => Math.max(0, ...(window as unknown as { motions: number[] }).motions))

test.describe('at 400 % @desk', () => {
  test.use(MAGNIFIED)

  test('a letter is written and read, a task ticked, a decision made', async ({ page }) => {
    const world = await openLaunch(page)
    await composer(page).focus()
    expect(await isUncovered(composer(page))).toBe(true)
    await page.keyboard.type('Nineteen feels right.')
    const send = page.getByRole('button', { name: 'Send' })
    await send.focus()
    expect(await isUncovered(send)).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => world.heard.some(({ type }) => type === 'message.send')).toBe(true)

    await show(page, 'Plan')
    const task = page.getByRole('checkbox', { name: 'Set the founding price' })
    await task.focus()
    expect(await isUncovered(task)).toBe(true)

    await show(page, 'Decisions')
    const edit = page.getByRole('button', { name: 'Edit: Platform' })
    await edit.focus()
    expect(await isUncovered(edit)).toBe(true)
    await edit.click()
    const last = page.getByRole('radio', { name: /Something else/ })
    await last.focus()
    expect(await isUncovered(last)).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })
})

test('the states that move are here to be watched', () => {
  expect(movingStates).toHaveLength(2)
})

for (const { name, open } of movingStates) {
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    test(`${name}, ${reducedMotion} of motion @desk`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion })
      await listenToMotion(page)
      await open(page)
      if (reducedMotion === 'reduce') expect(await longestMotion(page)).toBeLessThanOrEqual(1)
      else await expect.poll(() => longestMotion(page)).toBeGreaterThanOrEqual(150)
    })
  }
}
