import { defineConfig, devices } from '@playwright/test'

const launchOptions = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

/** Workers that share a server would share its scripted partner: each takes one of those that are named. */
const servers = (process.env.E2E_BASE_URLS || process.env.E2E_BASE_URL || 'http://127.0.0.1:8000').split(' ')
const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0)

/**
 * `npm run e2e` needs a running Atelier at E2E_BASE_URL, or one for each worker at E2E_BASE_URLS.
 * Specs named `*.mocked.spec.ts` need only `npm run build`: every request is answered inside the browser.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 1,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: {
    baseURL: servers[worker % servers.length],
    // Recording every test takes a third of the processor; E2E_TRACE=1 records while one is looked into.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions,
  },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } } },
    // What does not depend on the window is told once, on the desk.
    { name: 'phone', use: { ...devices['Pixel 7'] }, grepInvert: /@desk/ },
  ],
})
