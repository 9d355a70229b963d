import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { mockApp } from './support/mocked-app'
import { SCREENS, signedIn } from './support/screens'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const NARROW = { width: 320, height: 640 }

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const theme of ['light', 'dark'] as const) {
  for (const { name, path, heading, answers, act } of SCREENS) {
    test(`${name}, ${theme}: no complaint of axe, nothing sticks out even at 320 px, the policy is kept`, async ({
      page,
      isMobile,
    }) => {
      test.skip(isMobile && theme === 'dark', 'the night is looked at on the desk, the phone by day')
      const refused: string[] = []
      page.on('console', (message) => {
        if (/Content Security Policy|Refused to/i.test(message.text())) refused.push(message.text())
      })
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await mockApp(page, answers)
      await page.goto(`http://atelier.test${path}`)
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      await act?.(page)
      await page.waitForLoadState('networkidle')
      await page.evaluate(() => document.fonts.ready)

      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual(
        [],
      )
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      await page.setViewportSize(NARROW)
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(refused).toEqual([])
    })
  }
}

for (const theme of ['light', 'dark'] as const) {
  test(`the account menu, ${theme}: opens by keyboard, no complaint of axe, gives the focus back`, async ({
    page,
    isMobile,
  }) => {
    test.skip(isMobile, 'phones have the settings page instead')
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await mockApp(page, signedIn)
    await page.goto('http://atelier.test/dashboard')
    const button = page.getByRole('button', { name: 'Account of Ada' })
    await button.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: 'Log out' })).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).include('[role=menu]').withTags(RULES).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(button).toBeFocused()
  })
}

for (const theme of ['light', 'dark'] as const) {
  test(`deleting the account, ${theme}: the dialog has no complaint of axe and gives the focus back`, async ({
    page,
  }, info) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await mockApp(page, signedIn)
    await page.goto('http://atelier.test/settings#data')
    const button = page.getByRole('button', { name: 'Delete my account…' })
    await button.click()
    const dialog = page.getByRole('dialog', { name: 'Delete your account' })
    await expect(dialog.getByRole('button', { name: 'Delete my account' })).toBeDisabled()
    if (process.env.SCREENSHOTS) {
      await page.screenshot({ path: `screenshots/settings-delete-${theme}-${info.project.name}.png` })
    }
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').withTags(RULES).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(button).toBeFocused()
  })
}
