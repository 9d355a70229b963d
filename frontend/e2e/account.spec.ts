import { expect, test } from '@playwright/test'
import { AuthPages, newPerson } from './pages/auth'
import { COZY, ProfilePages } from './pages/profile'

const NEW_PASSWORD = 'twenty-one founding members'

test('an account from its name to its end', { tag: '@desk' }, async ({ page, browser }) => {
  test.setTimeout(90_000)
  const ada = newPerson()
  const auth = new AuthPages(page)
  await auth.signUp(ada)
  const profile = new ProfilePages(page)
  await profile.setUp(COZY, 'Pixel & Pine')

  await test.step('home tells what happened and what is next', async () => {
    await page.goto('/dashboard')
    await expect(page.getByRole('region', { name: 'What to do next' }).getByRole('link')).toHaveText(
      /Answer your partner/,
    )
    await expect(page.getByText('You began the launch of Pixel & Pine')).toBeVisible()
    await expect(page.getByRole('progressbar', { name: 'Messages used today' })).toBeVisible()
  })

  await test.step('the name', async () => {
    await page.goto('/settings')
    await page.getByLabel('Name').fill('Ada Lovelace')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Not saved yet')).toBeHidden()
    await page.reload()
    await expect(page.getByLabel('Name')).toHaveValue('Ada Lovelace')
  })

  const address = newPerson('Lovelace').email
  await test.step('the address, by password and code', async () => {
    const email = page.getByRole('region', { name: 'E-mail' })
    await email.getByRole('button', { name: 'Change the address' }).click()
    await email.getByLabel('New e-mail').fill(address)
    await email.getByRole('button', { name: 'Send me a code' }).click()
    await email.getByLabel('Your password').fill(ada.password)
    await email.getByRole('button', { name: 'Go on' }).click()
    // A reload loses nothing: the code is still waited for.
    await expect(email.getByLabel('Code from the e-mail')).toBeVisible()
    await page.reload()
    await email.getByLabel('Code from the e-mail').fill(await auth.codeFor(address))
    await email.getByRole('button', { name: 'Confirm the address' }).click()
    await expect(email.getByText(address)).toBeVisible()
    await expect(email.getByRole('button', { name: 'Change the address' })).toBeVisible()
  })

  const elsewhere = await browser.newPage()
  await test.step('the password: this browser stays, another is logged out', async () => {
    await elsewhere.goto('/login')
    await new AuthPages(elsewhere).logIn({ email: address, password: ada.password })
    await elsewhere.waitForURL(/dashboard/)
    const password = page.getByRole('region', { name: 'Password' })
    await password.getByLabel('Current password').fill(ada.password)
    await password.getByLabel('New password').fill(NEW_PASSWORD)
    await password.getByRole('button', { name: 'Save the new password' }).click()
    await expect(password.getByLabel('New password')).toHaveValue('')
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    await elsewhere.goto('/settings')
    await expect(elsewhere.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
  })

  await test.step('everything taken along', async () => {
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download my data' }).click()
    const download = await waiting
    expect(download.suggestedFilename()).toBe('atelier-export.json')
    const stream = await download.createReadStream()
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    const file = JSON.parse(Buffer.concat(chunks).toString())
    expect(file.account.email).toBe(address)
    expect(file.launches[0].business.name).toBe('Pixel & Pine')
  })

  await test.step('and the end of it', async () => {
    await page.getByRole('button', { name: 'Delete my account…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Your password').fill('not the password')
    await dialog.getByRole('checkbox').click()
    await dialog.getByRole('button', { name: 'Delete my account' }).click()
    await expect(dialog.getByText('That is not your password.')).toBeVisible()
    await dialog.getByLabel('Your password').fill(NEW_PASSWORD)
    await dialog.getByRole('button', { name: 'Delete my account' }).click()
    await expect(page.getByText(/Your account is deleted/)).toBeVisible()
    await page.getByLabel('E-mail').fill(address)
    await page.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD)
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByText('The e-mail or the password is not right.')).toBeVisible()
  })
})
