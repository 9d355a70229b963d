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

/** Setting up: who one is, then the start of the launch. */
export class ProfilePages {
  constructor(private readonly page: Page) {}

  async fill({ platform, followers, engagement, niche }: Numbers) {
    await this.page.getByRole('radio', { name: platform }).click()
    await this.page.getByLabel('Followers').fill(followers)
    await this.page.getByLabel('Engagement rate').fill(engagement)
    await this.page.getByLabel('What do you make?').fill(niche)
  }

  async save() {
    await this.page.getByRole('button', { name: 'Save and go on' }).click()
    await expect(this.page.getByRole('heading', { name: /A premium community/ })).toBeVisible()
  }

  async start(business = 'Pixel & Pine') {
    await this.page.getByLabel('Business name').fill(business)
    await this.page.getByRole('button', { name: 'in 6 weeks' }).click()
    await this.page.getByRole('button', { name: 'Start the launch' }).click()
    await this.page.waitForURL(/\/projects\/[0-9a-f-]{36}/)
  }

  /** From an empty profile into the workspace. */
  async setUp(numbers = COZY, business?: string) {
    await this.fill(numbers)
    await this.save()
    await this.start(business)
  }
}
