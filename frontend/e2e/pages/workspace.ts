import { expect, type Locator, type Page } from '@playwright/test'

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
}
