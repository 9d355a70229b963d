import { expect, test } from '@playwright/test'
import { mockApp } from './support/mocked-app'
import { SCREENS } from './support/screens'
import { THEMES, take } from './support/shots'

/** Every screen in every state that the checks know, with the server's answers played inside the browser. */
for (const theme of THEMES) {
  for (const { name, path, heading, answers, act } of SCREENS) {
    test(`${name}, ${theme}`, async ({ page }, info) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await mockApp(page, answers)
      await page.goto(`http://atelier.test${path}`)
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      await act?.(page)
      await take(page, `states/${name}`, theme, info.project.name)
    })
  }
}
