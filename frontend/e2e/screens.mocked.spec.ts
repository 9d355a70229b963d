import { expect, test } from '@playwright/test'
import { signedIn } from './support/answers'
import { complaints, complaintsOfTheNight, overflow, slack } from './support/axe'
import { mockApp } from './support/mocked-app'
import { SCREENS } from './support/screens'

const NARROW = { width: 320, height: 640 }

for (const { name, path, heading, answers, act } of SCREENS) {
  test(`${name}: no complaint of axe, nothing sticks out even at 320 px, the policy is kept`, async ({
    page,
    isMobile,
  }) => {
    const refused: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/i.test(message.text())) refused.push(message.text())
    })
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await mockApp(page, answers)
    await page.goto(`http://atelier.test${path}`)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await act?.(page)
    await page.waitForLoadState('networkidle')
    await page.evaluate(() => document.fonts.ready)

    expect(await complaints(page)).toEqual([])
    // The night is looked at on the desk, the phone by day.
    if (!isMobile) expect(await complaintsOfTheNight(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await slack(page)).toBeLessThanOrEqual(0)
    await page.setViewportSize(NARROW)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    // The window's own unit of height follows a little later.
    await expect.poll(() => slack(page)).toBeLessThanOrEqual(0)
    expect(refused).toEqual([])
  })
}

test('the account menu: opens by keyboard, no complaint of axe, gives the focus back', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'phones have the settings page instead')
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await mockApp(page, signedIn)
  await page.goto('http://atelier.test/dashboard')
  const button = page.getByRole('button', { name: 'Account of Ada' })
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Log out' })).toBeVisible()
  expect(await complaints(page, '[role=menu]')).toEqual([])
  expect(await complaintsOfTheNight(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
})

test('deleting the account: the dialog has no complaint of axe and gives the focus back', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await mockApp(page, signedIn)
  await page.goto('http://atelier.test/settings#data')
  const button = page.getByRole('button', { name: 'Delete my account…' })
  await button.click()
  const dialog = page.getByRole('dialog', { name: 'Delete your account' })
  await expect(dialog.getByRole('button', { name: 'Delete my account' })).toBeDisabled()
  expect(await complaints(page, '[role=dialog]')).toEqual([])
  expect(await complaintsOfTheNight(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
})
