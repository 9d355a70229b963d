import { expect, type Locator, type Page } from '@playwright/test'

/** The launch itself, as far as every spec needs it. */
export class WorkspacePage {
  readonly transcript: Locator
  readonly composer: Locator

  constructor(private readonly page: Page) {
    this.transcript = page.getByRole('region', { name: /conversation|transcript/i })
    this.composer = page.getByRole('textbox', { name: /answer|message/i })
  }

  async expectOpen(business: string) {
    await expect(this.page.getByRole('heading', { level: 1, name: business })).toBeVisible()
  }

  async say(text: string) {
    await this.composer.fill(text)
    await this.composer.press('Enter')
  }
}
