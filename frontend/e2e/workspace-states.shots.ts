import { test } from '@playwright/test'
import { THEMES, take } from './support/shots'
import { WORKSPACE_STATES } from './support/workspace-states'

/** The workspace in each of its states. */
for (const theme of THEMES) {
  for (const { name, open } of WORKSPACE_STATES) {
    test(`${name}, ${theme}`, async ({ page }, info) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await open(page)
      await take(page, `workspace/${name}`, theme, info.project.name)
    })
  }
}
