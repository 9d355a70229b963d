import { expect, type Page } from '@playwright/test'

export interface Numbers {
  platform: string
  followers: string
  engagement: string
  niche: string
}

export const COZY: Numbers = {
  platform: 'YouTube',
  followers: '50k',
  engagement: '6.5',
  niche: 'Cozy desk setups',
}

/** Setting up: one question a screen, from the first to the started launch. */
export class ProfilePages {
  constructor(private readonly page: Page) {}

  /** What the answers come to so far. */
  get slip() {
    return this.page.getByRole('complementary')
  }

  /** Answers the four questions of the profile; ends where it is saved and the name is asked for. */
  async fill({ platform, followers, engagement, niche }: Numbers) {
    await this.page.getByRole('radio', { name: platform }).click()
    await this.next()
    await this.page.getByLabel(/^How many/).fill(followers)
    await this.next()
    await this.page.getByLabel('How lively are they?').fill(engagement)
    await this.next()
    await this.page.getByLabel('What do you make?').fill(niche)
    await this.next()
    await this.expectQuestion('What shall we call it?')
  }

  async next() {
    await this.page.getByRole('button', { name: 'Next' }).click()
  }

  async expectQuestion(name: string) {
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
  }

  async start(business = 'Pixel & Pine') {
    await this.page.getByLabel('What shall we call it?').fill(business)
    await this.next()
    await this.page.getByRole('button', { name: 'In 6 weeks' }).click()
    await this.next()
    await this.expectQuestion('A last look')
    await this.page.getByRole('button', { name: 'Start the launch' }).click()
    await this.page.waitForURL(/\/projects\/[0-9a-f-]{36}/)
  }

  /** From an empty profile into the workspace. */
  async setUp(numbers = COZY, business?: string) {
    await this.fill(numbers)
    await this.start(business)
  }
}
