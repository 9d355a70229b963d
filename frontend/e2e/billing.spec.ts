import { expect, type Page, test } from '@playwright/test'
import { AuthPages, newPerson } from './pages/auth'
import { BillingPages, CARDS, SandboxStripe } from './pages/billing'
import { ProfilePages } from './pages/profile'
import { WorkspacePage } from './pages/workspace'

/** Says as much as the plan allows today, over the API: each turn waits for the answer before it. */
async function useUpMessages(page: Page) {
  const { id, messages_left_today: left } = await (await page.request.get('/api/v1/projects/active')).json()
  await page.request.post('/sandbox/anthropic/control/pace', { data: { tokens_per_second: 100_000 } })
  const Referer = page.url()
  // A page that drew every word would take a third of the time.
  await page.goto('about:blank')
  const token = (await page.context().cookies()).find(({ name }) => name === 'csrftoken')?.value ?? ''
  for (let turn = 0; turn < left; turn += 1) {
    const answer = await page.request.post(`/api/v1/projects/${id}/messages`, {
      headers: { Accept: 'text/event-stream', 'X-CSRFToken': token, Referer },
      data: { client_id: crypto.randomUUID(), text: `Thought ${turn}` },
      timeout: 30_000,
    })
    expect(answer.ok(), `${turn}: ${await answer.text()}`).toBe(true)
  }
}

test('from a limit to a plan, its changes, a failed payment, and back to Free', { tag: '@desk' }, async ({
  page,
  context,
}) => {
  test.setTimeout(180_000)
  const billing = new BillingPages(page)
  const stripe = new SandboxStripe(page)
  await new AuthPages(page).signUp(newPerson())
  await new ProfilePages(page).setUp()
  await new WorkspacePage(page).answered()
  const talk = page.url()
  const tab = await context.newPage()

  async function everythingIsThere() {
    const { messages, message_limit } = await (await page.request.get('/api/v1/projects/active')).json()
    expect(message_limit).toBe(50)
    expect(messages).toHaveLength(50)
  }

  await test.step('a limit is met, and says why and what would lift it', async () => {
    await useUpMessages(page)
    await tab.goto(talk)
    await expect(tab.getByText(/No messages left today/)).toBeVisible()
    await tab.getByRole('textbox', { name: 'Message to Atelier' }).fill('One more thought')
    await tab.getByRole('textbox', { name: 'Message to Atelier' }).press('Enter')
    await expect(tab.getByRole('alert')).toContainText('50 messages')
    await expect(tab.getByRole('link', { name: 'Upgrade to Pro' })).toBeVisible()
  })

  await test.step('upgrading with a card whose bank asks; the limit lifts in the open tab', async () => {
    await page.goto('/settings/billing?plan=pro&interval=month')
    await page.getByRole('button', { name: 'Go to the payment page' }).click()
    await page.waitForURL(/\/sandbox\/stripe\//)
    await billing.pay(CARDS.asksFirst, { asked: true })
    await expect(page.getByRole('heading', { name: 'Pro is yours' })).toBeVisible({ timeout: 30_000 })
    await stripe.settled()
    await expect(tab.getByText('150 of 200 messages left today')).toBeVisible()
  })

  await test.step('the trial ends and is paid', async () => {
    await stripe.advance(15)
    await stripe.heard(({ status }) => status === 'active')
    await billing.open()
    await expect(billing.plan.getByText('Active', { exact: true })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Invoices' })).toContainText('$99.00')
  })

  await test.step('downgrading shows the exact charge first', async () => {
    await billing.plan.getByRole('button', { name: 'Change plan' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change plan' })
    await dialog.getByRole('radio', { name: /Starter/ }).click()
    const charge = dialog.getByRole('region', { name: 'The exact charge' })
    await expect(charge).toContainText('Unused time on')
    await expect(charge).toContainText('Kept as credit for your next invoices')
    await expect(charge).toContainText('Starter begins at once.')
    await dialog.getByRole('button', { name: 'Change to Starter' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
    await expect(billing.plan.getByRole('heading', { name: 'Starter' })).toBeVisible()
  })

  await test.step('cancelling keeps it until the end, and resuming takes that back', async () => {
    await billing.plan.getByRole('button', { name: 'Cancel Starter' }).click()
    const dialog = page.getByRole('dialog', { name: 'Cancel Starter' })
    await dialog.getByRole('radio').first().click()
    await dialog.getByRole('button', { name: 'Cancel Starter' }).click()
    await expect(billing.plan.getByText('Cancelled', { exact: true })).toBeVisible()
    await billing.plan.getByRole('button', { name: 'Resume Starter' }).click()
    await expect(billing.plan.getByText('Active', { exact: true })).toBeVisible()
  })

  await test.step('a payment fails: nothing is taken away at first, and the way on is shown', async () => {
    await billing.replaceCard(CARDS.declinedLater)
    // The credit of the downgrade pays for some months of the smaller plan.
    await stripe.advanceUntilUnpaid()
    await billing.open()
    await expect(billing.plan.getByText('Payment failed', { exact: true })).toBeVisible()
    await expect(billing.plan.getByRole('alert')).toContainText('Nothing is deleted')
    await expect(billing.plan.getByRole('link', { name: /^Pay \$/ })).toBeVisible()
    await expect(billing.plan.getByRole('heading', { name: 'Starter' })).toBeVisible()
  })

  await test.step('the grace ends while the card is still tried: limits come down, and nothing is gone', async () => {
    const { grace } = await stripe.plan()
    await stripe.advancePast(grace?.ends_at ?? '')
    await stripe.heard((plan) => plan.grace?.is_over === true)
    await expect(tab.getByText(/No messages left today/)).toBeVisible()
    await billing.open()
    await expect(billing.plan.getByRole('heading', { name: 'Free', exact: true })).toBeVisible()
    await expect(billing.plan.getByRole('alert')).toContainText(
      /the limits of Free hold. Pay, and it is Starter again. Nothing is deleted/,
    )
    await expect(billing.plan.getByRole('link', { name: /^Pay \$/ })).toBeVisible()
    await everythingIsThere()
  })

  await test.step('the tries run out: it is over, and everything is still there', async () => {
    await stripe.advance(21)
    await stripe.heard(({ status }) => status === 'free')
    await billing.open()
    await expect(billing.plan.getByText('Free for as long as you like.')).toBeVisible()
    await everythingIsThere()
    await tab.reload()
    await expect(tab.getByText('Thought 49')).toBeVisible()
  })
})
