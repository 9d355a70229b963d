import { expect, type Page } from '@playwright/test'

export interface Person {
  name: string
  email: string
  password: string
}

/** Someone nobody has met: every run signs up anew. */
export const newPerson = (name = 'Ada'): Person => ({
  name,
  email: `${name.toLowerCase()}.${Date.now().toString(36)}.${Math.random().toString(36).slice(2, 8)}@example.com`,
  password: 'nineteen founding members',
})

interface Letter {
  code: string | null
}

/** What a person does to get in: the pages of signing up, confirming, logging in and resetting. */
export class AuthPages {
  constructor(private readonly page: Page) {}

  async register({ name, email, password }: Person) {
    await this.page.goto('/register')
    await this.page.getByLabel('Name').fill(name)
    await this.page.getByLabel('E-mail').fill(email)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Create my account' }).click()
    await expect(this.page.getByRole('heading', { name: 'Check your e-mail' })).toBeVisible()
  }

  /** The newest code that was sent to an address, once there are `sent` of them; other letters do not count. */
  async codeFor(email: string, sent = 1): Promise<string> {
    await expect.poll(async () => (await this.codesTo(email)).length).toBeGreaterThanOrEqual(sent)
    const [newest] = await this.codesTo(email)
    if (!newest) throw new Error(`No code was sent to ${email}`)
    return newest
  }

  private async codesTo(email: string): Promise<string[]> {
    const answer = await this.page.request.get('/sandbox/mail/messages.json', { params: { to: email } })
    const letters: Letter[] = (await answer.json()).results
    return letters.flatMap(({ code }) => code ?? [])
  }

  async confirm(email: string) {
    await this.page.getByLabel('Code from the e-mail').fill(await this.codeFor(email))
    await this.page.getByRole('button', { name: 'Confirm' }).click()
  }

  /** Signs up and confirms; ends where new people are asked who they are. */
  async signUp(person: Person) {
    await this.register(person)
    await this.confirm(person.email)
    await expect(this.page.getByRole('heading', { name: 'Where are most of your people?' })).toBeVisible()
  }

  async logIn({ email, password }: Pick<Person, 'email' | 'password'>) {
    await expect(this.page.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
    await this.page.getByLabel('E-mail').fill(email)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Log in' }).click()
  }

  async logOut() {
    await this.page.goto('/settings')
    await this.page.getByRole('button', { name: 'Log out' }).click()
    await expect(this.page.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
  }

  async resetPassword(email: string, password: string) {
    await this.page.getByRole('link', { name: 'Forgotten?' }).click()
    // The log-in has a field of the same name, and stands until the next page has come.
    await expect(this.page.getByRole('heading', { name: 'A new password' })).toBeVisible()
    await this.page.getByLabel('E-mail').fill(email)
    await this.page.getByRole('button', { name: 'Send me a code' }).click()
    await expect(this.page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
    await this.page.getByLabel('Code from the e-mail').fill(await this.codeFor(email, 2))
    await this.page.getByLabel('New password').fill(password)
    await this.page.getByRole('button', { name: 'Save and log in' }).click()
  }
}
