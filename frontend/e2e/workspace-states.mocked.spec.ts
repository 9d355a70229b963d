import { expect, test } from '@playwright/test'
import { complaints, complaintsOfTheNight, overflow } from './support/axe'
import { WORKSPACE_STATES } from './support/workspace-states'

test.use({ colorScheme: 'light', reducedMotion: 'reduce' })

for (const { name, open } of WORKSPACE_STATES) {
  test(`${name}: no complaint of axe, nothing sticks out`, async ({ page, isMobile }) => {
    await open(page)
    expect(await complaints(page)).toEqual([])
    // The night is looked at on the desk, the phone by day.
    if (!isMobile) expect(await complaintsOfTheNight(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  })
}
