import { expect, test } from '@playwright/test'
import { newPerson } from './pages/auth'
import { Newcomer } from './pages/newcomer'

const FILE =
  'date,kind,amount,currency,description\n2026-11-02,sale,250,USD,Kiln\n2026-11-03,expense,-40,USD,Glaze\n'

/** New books: an expense, a file, a receipt, a reversal and a goal, all against the real server. */
test('from empty books to a goal, each figure with its receipts', { tag: '@desk' }, async ({ page }) => {
  const zoe = newPerson('Zoe')
  await new Newcomer(page).signUp(zoe)
  const tile = (name: RegExp) => page.getByRole('list', { name: 'Figures' }).getByRole('button', { name })
  const receipts = page.getByRole('complementary', { name: 'Receipts' })

  await test.step('empty books are the sandbox’s, and an expense goes into the real ones', async () => {
    await page.goto('/finance')
    await expect(page.getByText('No real money moved here.')).toBeVisible()
    await page.getByRole('button', { name: 'Add an expense' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add an expense' })
    await dialog.getByLabel('What for').fill('Clay')
    await dialog.getByLabel('Amount').fill('12.50')
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await expect(dialog).toBeHidden()
    await expect(tile(/^Models and tools −\$12\.50/)).toHaveAttribute('aria-pressed', 'true')
  })

  await test.step('its receipt is what was typed, and it is reversed with a reason', async () => {
    await receipts.getByRole('button', { name: /^Clay/ }).click()
    await expect(receipts.getByText('Imported: a person wrote it down.')).toBeVisible()
    await expect(receipts.getByText('"amount_minor": 1250')).toBeVisible()
    await expect(receipts.getByText('Unchanged since it was kept.')).toBeVisible()
    await receipts.getByRole('button', { name: 'Reverse this entry…' }).click()
    await receipts.getByLabel('Why?').fill('Paid privately')
    await receipts.getByRole('button', { name: 'Reverse it' }).click()
    await expect(receipts.getByText('Imported: a person took an entry back.')).toBeVisible()
    await expect(tile(/^Models and tools \$0\.00/)).toBeVisible()
  })

  await test.step('a file is looked at, taken, and known the second time', async () => {
    for (const found of ['2 new entries.', '0 new entries, 2 in the books already.']) {
      await page.getByRole('button', { name: 'Books' }).click()
      await page.getByRole('menuitem', { name: 'Import a CSV file' }).click()
      const dialog = page.getByRole('dialog', { name: 'Import a CSV file' })
      await dialog.getByLabel('Or paste its text').fill(FILE)
      await dialog.getByRole('button', { name: 'Look at it' }).click()
      await expect(dialog.getByText(found)).toBeVisible()
      const add = dialog.getByRole('button', { name: /^Add/ })
      if (await add.isEnabled()) await add.click()
      else await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
    }
    await page.goto('/finance?world=real&since=2026-11-01&until=2026-11-10')
    await tile(/^Kept \$210\.00/).click()
    await expect(receipts.getByText('Sum of receipts').locator('..')).toContainText('$210.00')
  })

  await test.step('a goal counts what is in the books', async () => {
    await page.getByRole('button', { name: 'Set a goal' }).click()
    const dialog = page.getByRole('dialog', { name: 'Set a goal' })
    await dialog.getByLabel('Name').fill('A month of rent')
    await dialog.getByLabel('Target').fill('1,000')
    await dialog.getByLabel('From').fill('2026-11-01')
    await dialog.getByLabel('Up to').fill('2027-11-30')
    await dialog.getByRole('button', { name: 'Set it' }).click()
    await expect(page.getByRole('progressbar', { name: 'A month of rent' })).toHaveAttribute(
      'aria-valuenow',
      '25',
    )
  })
})
