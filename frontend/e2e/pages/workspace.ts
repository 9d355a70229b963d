import { expect, type Locator, type Page } from '@playwright/test'

/** Five answers in ordinary words, in the order in which the sandbox's partner asks. */
export const DECIDING = [
  "Let's go with Discord",
  '$19 a month',
  'Keep it simple, everyone together',
  'Weekly build-alongs',
  'In about six weeks',
]

/** The launch itself, as far as other specs meet it. */
export class WorkspacePage {
  readonly transcript: Locator
  readonly composer: Locator

  constructor(private readonly page: Page) {
    this.transcript = page.getByRole('region', { name: 'Conversation' })
    this.composer = page.getByRole('textbox', { name: 'Message to Atelier' })
  }

  /** Open, ready to be written in, and the partner has said hello. */
  async expectOpen(business: string) {
    await expect(this.page.getByRole('heading', { level: 1, name: business })).toBeVisible()
    await expect(this.composer).toBeEditable()
    await expect(this.transcript.getByRole('article', { name: 'Atelier' }).first()).not.toBeEmpty()
  }

  /** Says it and waits for the whole answer. */
  async say(text: string) {
    await this.answered()
    await this.composer.fill(text)
    await this.composer.press('Enter')
    await expect(this.composer).toHaveValue('')
    await this.answered()
  }

  async answered() {
    await expect(this.page.getByRole('button', { name: 'Send', exact: true })).toBeVisible({
      timeout: 30_000,
    })
  }
}
