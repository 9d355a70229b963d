import { defineConfig } from '@playwright/test'
import checks from './playwright.config'

const use = checks.use ?? {}

/** Pictures of every page, at both sizes, into screenshots/: `make screenshots`. Looks at nothing, fails on nothing but a page that does not open. */
export default defineConfig({
  ...checks,
  testMatch: ['**/*.shots.ts'],
  timeout: 90_000,
  projects: [
    { name: '1440', use: { ...use, viewport: { width: 1440, height: 900 } } },
    {
      name: '390',
      use: {
        ...use,
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        isMobile: true,
        hasTouch: true,
      },
    },
  ],
})
