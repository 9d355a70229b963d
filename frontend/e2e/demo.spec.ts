import { expect, test } from '@playwright/test'
import { complaints } from './support/axe'

/** The demo creator against the real server: their desk is half done, and the talk goes on. */

interface Decision {
  category: string
  display: string
  is_current: boolean
}

test('the log-in leads to a launch that is half done, and the talk decides the fourth', async ({
  page,
  isMobile,
}) => {
  await page.goto('/login')
  await page.getByRole('button', { name: 'Try it as a demo creator' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Pixel & Pine' })).toBeVisible()
  await expect(page.getByText('Demo', { exact: true })).toBeVisible()

  const standing = async () => {
    const active = await (await page.request.get('/api/v1/projects/active')).json()
    return active.decisions.filter((made: Decision) => made.is_current) as Decision[]
  }
  // Another run may have decided it since the server started; then it is undone first.
  const active = await (await page.request.get('/api/v1/projects/active')).json()
  const earlier = active.decisions.find(
    (made: Decision & { id: string }) => made.category === 'structure' && made.is_current,
  )
  if (earlier) {
    const token = (await page.context().cookies()).find(({ name }) => name === 'csrftoken')?.value ?? ''
    await page.request.post(`/api/v1/projects/${active.id}/decisions/${earlier.id}/reject`, {
      headers: { 'X-CSRFToken': token, Referer: page.url() },
    })
    await page.reload()
  }
  expect((await standing()).map(({ category }) => category).sort()).toEqual([
    'content',
    'platform',
    'pricing',
  ])

  const letters = page.getByRole('region', { name: 'Conversation' })
  await expect(letters.getByText('With people sawing beside you').first()).toBeVisible()
  expect(await complaints(page)).toEqual([])

  const composer = page.getByRole('textbox', { name: 'Message to Atelier' })
  await composer.fill('We go with one room for everybody.')
  await composer.press('Enter')
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible({ timeout: 30_000 })
  await expect.poll(async () => (await standing()).length).toBe(4)
  expect((await standing()).find(({ category }) => category === 'structure')?.display).toMatch(/^One room/)
  if (isMobile) {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Decisions' }).click()
  }
  await expect(page.getByRole('region', { name: 'Decisions' })).toContainText('4 of 5')
})

test('the account of the demo creator cannot be taken over', { tag: '@desk' }, async ({ page }) => {
  await page.goto('/login')
  await page.getByRole('button', { name: 'Try it as a demo creator' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Pixel & Pine' })).toBeVisible()
  const token = (await page.context().cookies()).find(({ name }) => name === 'csrftoken')?.value ?? ''
  const refused = await page.request.post('/_allauth/browser/v1/account/password/change', {
    data: { new_password: 'nineteen founding members' },
    headers: { 'X-CSRFToken': token, Referer: page.url() },
  })
  expect(refused.status()).toBe(403)
  expect((await refused.json()).code).toBe('demo_account')
})
