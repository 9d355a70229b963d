import { expect, test } from '@playwright/test'
import { AuthPages, newPerson } from './pages/auth'
import { COZY, ProfilePages } from './pages/profile'
import { WorkspacePage } from './pages/workspace'

test('from signing up to the launch', async ({ page }) => {
  const ada = newPerson()
  const auth = new AuthPages(page)
  const profile = new ProfilePages(page)

  await auth.signUp(ada)
  await profile.fill(COZY)
  await expect(profile.slip.getByText('3,250')).toBeVisible()
  await expect(profile.slip.getByText('33 to 98 members')).toBeVisible()
  await profile.start('Pixel & Pine')
  await new WorkspacePage(page).expectOpen('Pixel & Pine')

  await page.goto('/dashboard')
  await expect(page.getByRole('heading', { name: 'Good to see you, Ada' })).toBeVisible()
  await expect(page.getByRole('link', { name: /Go on with the launch/ })).toBeVisible()
  await expect(page.getByText('Sandbox', { exact: true }).first()).toBeVisible()
})

test('coming back: the log-in keeps the way, and the profile comes back as it was saved', async ({
  page,
}) => {
  const ada = newPerson()
  const auth = new AuthPages(page)
  await auth.signUp(ada)
  await new ProfilePages(page).fill(COZY)
  await auth.logOut()

  await page.goto('/onboarding/profile')
  await auth.logIn(ada)
  await expect(page.getByLabel('Followers')).toHaveValue('50,000')
  await expect(page.getByLabel('Engagement rate')).toHaveValue('6.5')
  await expect(page.getByRole('radio', { name: 'YouTube' })).toBeChecked()
})

test('a wrong code is refused beside its field, the right one works', { tag: '@desk' }, async ({ page }) => {
  const ada = newPerson()
  const auth = new AuthPages(page)
  await auth.register(ada)
  await page.getByLabel('Code from the e-mail').fill('AAAAAA')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByLabel('Code from the e-mail')).toHaveAttribute('aria-invalid', 'true')

  // A second letter so soon is refused, and the page says so.
  await page.getByRole('button', { name: 'send a new code' }).click()
  await expect(page.getByText(/a new code is on its way|sent only just now/i)).toBeVisible()
  await auth.confirm(ada.email)
  await expect(page.getByRole('heading', { name: 'Where are most of your people?' })).toBeVisible()
})

test('a forgotten password is replaced by code', { tag: '@desk' }, async ({ page }) => {
  const ada = newPerson()
  const auth = new AuthPages(page)
  await auth.signUp(ada)
  await auth.logOut()
  await auth.resetPassword(ada.email, 'a better sentence than before')
  await expect(page.getByRole('heading', { name: 'Where are most of your people?' })).toBeVisible()
})

test('what the server refuses is said beside the field', { tag: '@desk' }, async ({ page }) => {
  await page.goto('/register')
  await page.getByLabel('E-mail').fill(newPerson().email)
  await page.getByLabel('Password', { exact: true }).fill('password')
  await page.getByRole('button', { name: 'Create my account' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/common/i)
})

test('strangers are led to the log-in, by keyboard too', async ({ page, isMobile }) => {
  test.skip(isMobile, 'phones have no keyboard')
  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/login\?next=%2Fdashboard/)
  await expect(page).toHaveTitle('Welcome back · Atelier')
  await page.getByLabel('E-mail').focus()
  await page.keyboard.type('nobody@example.com')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Forgotten?' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.type('not the password')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').first()).toBeVisible()
})

test('the night theme is there from the first paint, within the policy', { tag: '@desk' }, async ({
  page,
}) => {
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) refused.push(message.text())
  })
  await page.emulateMedia({ colorScheme: 'dark' })
  // Without the app's own script only the inline one can have set it.
  await page.route('**/static/assets/*.js', (route) => route.abort())
  for (const path of ['/', '/login']) {
    await page.goto(path)
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  }
  expect(refused).toEqual([])
})

test('the front page is for strangers; who is signed in comes home from there', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Start your thirty minutes' }).first().click()
  await expect(page.getByRole('heading', { name: 'Start free' })).toBeVisible()
  await page.getByRole('link', { name: 'Atelier, front page' }).click()
  await expect(page.getByRole('heading', { name: /Your audience is/ })).toBeVisible()

  await new AuthPages(page).signUp(newPerson())
  await page.goto('/')
  await expect(page).toHaveURL('/dashboard')
  await page.goto('/nothing-here')
  await page.getByRole('link', { name: 'Go to the front page' }).click()
  await expect(page).toHaveURL('/dashboard')
})

test('answers survive a reload, the browser’s back and a change at the end', async ({ page }) => {
  const profile = new ProfilePages(page)
  await new AuthPages(page).signUp(newPerson())
  await page.getByRole('radio', { name: 'YouTube' }).click()
  await profile.next()
  await page.getByLabel(/^How many/).fill('12,000')
  await page.reload()
  await expect(page.getByLabel(/^How many/)).toHaveValue('12,000')
  await page.goBack()
  await expect(page.getByRole('radio', { name: 'YouTube' })).toBeChecked()
  await page.goForward()
  await profile.next()
  await page.getByRole('button', { name: 'I don’t know' }).click()
  await expect(profile.slip.getByText('typical, not yours')).toBeVisible()
  await page.getByLabel('What do you make?').fill('Sourdough for beginners')
  await profile.next()
  await page.getByRole('button', { name: 'Name it later' }).click()
  await page.getByRole('button', { name: 'Decide in the talk' }).click()
  await page.getByRole('link', { name: 'Change how lively' }).click()
  await page.getByLabel('How lively are they?').fill('5')
  await page.getByRole('button', { name: 'Back to the last look' }).click()
  await profile.expectQuestion('A last look')
  await expect(page.getByText('typical, not yours')).toHaveCount(0)
  await page.getByRole('button', { name: 'Start the launch' }).click()
  await new WorkspacePage(page).expectOpen('Ada’s community')
})
