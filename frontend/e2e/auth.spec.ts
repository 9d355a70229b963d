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
  await expect(page.getByText('3,250 people who really listen')).toBeVisible()
  await expect(page.getByText('33 to 98 members')).toBeVisible()
  await profile.save()
  await profile.start('Pixel & Pine')
  await new WorkspacePage(page).expectOpen('Pixel & Pine')

  await page.goto('/dashboard')
  await expect(page.getByRole('heading', { name: 'Good to see you, Ada' })).toBeVisible()
  await expect(page.getByRole('link', { name: /Go on with the launch/ })).toBeVisible()
  await expect(page.getByText('Sandbox', { exact: true })).toBeVisible()
})

test('coming back: the log-in keeps the way, and the profile comes back as it was saved', async ({
  page,
}) => {
  const ada = newPerson()
  const auth = new AuthPages(page)
  await auth.signUp(ada)
  await new ProfilePages(page).fill(COZY)
  await new ProfilePages(page).save()
  await auth.logOut()

  await page.goto('/onboarding/profile')
  await auth.logIn(ada)
  await expect(page.getByLabel('Followers')).toHaveValue('50,000')
  await expect(page.getByLabel('Engagement rate')).toHaveValue('6.5')
  await expect(page.getByRole('radio', { name: 'YouTube' })).toBeChecked()
})

test('a wrong code is refused, a new one works', async ({ page }) => {
  const ada = newPerson()
  const auth = new AuthPages(page)
  await auth.register(ada)
  await page.getByLabel('Code from the e-mail').fill('AAAAAA')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByLabel('Code from the e-mail')).toHaveAttribute('aria-invalid', 'true')

  await page.getByRole('button', { name: 'send a new code' }).click()
  await expect(page.getByText('A new code is on its way')).toBeVisible()
  await page.getByLabel('Code from the e-mail').fill(await auth.codeFor(ada.email, 2))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { name: 'Who are your people?' })).toBeVisible()
})

test('a forgotten password is replaced by code', async ({ page }) => {
  const ada = newPerson()
  const auth = new AuthPages(page)
  await auth.signUp(ada)
  await auth.logOut()
  await auth.resetPassword(ada.email, 'a better sentence than before')
  await expect(page.getByRole('heading', { name: 'Who are your people?' })).toBeVisible()
})

test('what the server refuses is said beside the field', async ({ page }) => {
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
