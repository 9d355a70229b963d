import { expect, type Locator, type Page } from '@playwright/test'

export const CARDS = {
  /** Asks who pays each time that the payer is there; renewals then pass. */
  asksFirst: '4000002500003155',
  /** Can be kept, but every charge of it is declined. */
  declinedLater: '4000000000000341',
}

interface Plan {
  status: string
  renews_or_ends_at: string
  grace: { ends_at: string; is_over: boolean } | null
}

const HOUR = 3600

/** The sandbox's own clock, queue and dunning, which a person has no button for. */
export class SandboxStripe {
  constructor(private readonly page: Page) {}

  async advance(days: number) {
    await this.control('clock/advance', { seconds: days * 24 * HOUR })
    await this.settled()
  }

  /** A little later than a moment: invoices are collected an hour after their period begins. */
  async advancePast(moment: string) {
    await this.control('clock', { frozen_time: Math.ceil(Date.parse(moment) / 1000) + 2 * HOUR })
    await this.settled()
  }

  /** Waits until every webhook has been taken. */
  async settled() {
    await this.control('settle', { timeout: 30 })
  }

  /** Goes on from renewal to renewal until one cannot be paid; no longer than a year. */
  async advanceUntilUnpaid() {
    for (let month = 0; month < 12; month += 1) {
      const { renews_or_ends_at: renewal } = await this.plan()
      await this.advancePast(renewal)
      await this.heard((plan) => plan.renews_or_ends_at !== renewal)
      if ((await this.plan()).status === 'past_due') return
    }
    throw new Error('Every renewal of a year was paid')
  }

  /** Waits until Atelier holds what its Stripe says: a webhook is answered first, and read from a little later. */
  async heard(so: (plan: Plan) => boolean) {
    await expect.poll(async () => so(await this.plan()), { timeout: 20_000 }).toBe(true)
  }

  async plan(): Promise<Plan> {
    return await (await this.page.request.get('/api/v1/billing/subscription')).json()
  }

  private async control(part: string, data: object) {
    const answer = await this.page.request.post(`/sandbox/stripe/_control/${part}`, { data, timeout: 60_000 })
    expect(answer.ok(), await answer.text()).toBe(true)
  }
}

/** What a person does about their plan: in our pages, and on the sandbox's hosted ones. */
export class BillingPages {
  readonly plan: Locator

  constructor(private readonly page: Page) {
    this.plan = page.getByRole('region', { name: 'Plan', exact: true })
  }

  async open() {
    await this.page.goto('/settings/billing')
    await expect(this.page.getByRole('heading', { level: 1, name: 'Billing' })).toBeVisible()
  }

  /** On the hosted page: a card, and the bank's question if it asks one. */
  async pay(card: string, { asked = false } = {}) {
    await this.fillCard(card)
    await this.page.getByLabel('Name on the card').fill('Ada Lovelace')
    await this.page.getByRole('button', { name: /Subscribe|Start/ }).click()
    if (asked) await this.page.getByRole('button', { name: /complete/i }).click()
  }

  /** In the sandbox's portal, and back. */
  async replaceCard(card: string) {
    await this.page.getByRole('button', { name: /Update|Change the card|Manage/ }).click()
    await this.page.waitForURL(/\/sandbox\/stripe\//)
    await this.fillCard(card)
    await this.page.getByRole('button', { name: 'Use this card' }).click()
    await this.page.getByRole('link', { name: 'Go back' }).click()
    await this.page.waitForURL(/\/settings\/billing/)
  }

  private async fillCard(card: string) {
    await this.page.getByLabel('Card number').fill(card)
    await this.page.getByLabel(/Expir/).fill('12 / 34')
    await this.page.getByLabel('Security code').fill('123')
  }
}
