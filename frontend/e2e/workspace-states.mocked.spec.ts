import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { WORKSPACE_STATES } from './support/workspace-states'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' })

    for (const { name, open } of WORKSPACE_STATES) {
      test(`${name}: no complaint of axe, nothing sticks out`, async ({ page, isMobile }) => {
        test.skip(isMobile && colorScheme === 'dark', 'the night is looked at on the desk, the phone by day')
        await open(page)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).toEqual([])
        const wider = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
        expect(await page.evaluate(wider)).toBeLessThanOrEqual(0)
      })
    }
  })
}
