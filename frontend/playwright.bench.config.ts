import { defineConfig } from '@playwright/test'
import checks from './playwright.config'

/** What the browser measures of the built app: `npm run build`, then `npx playwright test -c playwright.bench.config.ts`. */
export default defineConfig({
  ...checks,
  testMatch: ['**/*.bench.ts'],
  timeout: 300_000,
  reporter: 'dot',
  // A trace would take pictures while frames are counted.
  use: { ...checks.use, trace: 'off', viewport: { width: 1440, height: 900 } },
  projects: [{ name: '1440' }],
})
