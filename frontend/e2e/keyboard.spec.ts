import { expect, test } from '@playwright/test'
import { AuthPages, newPerson } from './pages/auth'
import { DECIDING, WorkspacePage } from './pages/workspace'
import { KeyboardPerson, listen } from './support/assistive'

/** A whole session without a mouse, as someone who hears the page would go through it. */
test('by keyboard alone from signing up to the exported kit', { tag: '@desk' }, async ({ page }, info) => {
  test.setTimeout(240_000)
  await listen(page)
  await page.request.post('/sandbox/anthropic/control/pace', {
    data: { tokens_per_second: 400, first_token_ms: 0 },
  })
  const person = new KeyboardPerson(page, info)
  const ada = newPerson()
  const field = (name: string | RegExp) => page.getByRole('textbox', { name })
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })

  await test.step('the front page leads to the sign-up', async () => {
    await page.goto('/')
    await page.keyboard.press('Tab')
    await expect(page.locator(':focus')).toHaveText(/Skip/)
    await person.tabTo(page.getByRole('link', { name: 'Start your thirty minutes' }).first())
    await person.snapshot('front page')
    await person.press('Enter')
    await expect(heading('Start free')).toBeVisible()
  })

  await test.step('signing up, with the code from the letter', async () => {
    await person.tabTo(field('Name'))
    await person.type(ada.name)
    await person.tabTo(field('E-mail'))
    await person.type(ada.email)
    await person.tabTo(page.getByLabel('Password', { exact: true }))
    await person.type(ada.password)
    await person.snapshot('sign-up')
    await person.press('Enter')
    await expect(heading('Check your e-mail')).toBeVisible()
    await person.tabTo(page.getByLabel('Code from the e-mail'))
    await person.type(await new AuthPages(page).codeFor(ada.email))
    await person.press('Enter')
  })

  await test.step('seven short screens', async () => {
    await expect(heading('Where are most of your people?')).toBeVisible()
    await person.snapshot('where')
    await person.press('1', 'Enter')
    await expect(heading(/^How many/)).toBeVisible()
    await person.type('50k')
    await person.press('Enter')
    await expect(heading('How lively are they?')).toBeVisible()
    await person.type('6.5')
    await person.press('Enter')
    await expect(heading('What do you make?')).toBeVisible()
    await person.type('cozy desk setups')
    await person.snapshot('what the numbers imply')
    await person.press('Enter')
    await expect(heading('What shall we call it?')).toBeVisible()
    await person.type('Pixel & Pine')
    await person.press('Enter')
    await expect(heading('When would you like to open?')).toBeVisible()
    await person.tabTo(button('Decide in the talk'), 'Tab')
    await person.press('Enter')
    await expect(heading('A last look')).toBeVisible()
    await person.snapshot('a last look')
    await person.tabTo(button('Start the launch'))
    await person.press('Enter')
  })

  const workspace = new WorkspacePage(page)
  await test.step('the talk: five answers, each heard to be written down', async () => {
    await workspace.expectOpen('Pixel & Pine')
    await workspace.answered()
    await person.snapshot('the partner’s first words')
    await person.tabTo(workspace.composer)
    for (const sentence of DECIDING) {
      await person.type(sentence)
      await person.press('Enter')
      await expect(workspace.composer).toHaveValue('')
      await workspace.answered()
      // Nothing has taken the focus away: the next sentence can be typed at once.
      await expect(workspace.composer).toBeFocused()
    }
    const tree = await person.snapshot('five decisions')
    expect(tree).toContain('5 of 5')
  })

  await test.step('a task is ticked and un-ticked, a decision looked at', async () => {
    const box = page.getByRole('checkbox').first()
    await person.tabTo(box, 'Shift+Tab')
    await person.press('Space')
    await expect(box).toBeChecked()
    await person.press('Space')
    await expect(box).not.toBeChecked()
    await person.tabTo(button('Edit: Pricing'))
    await person.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await person.snapshot('the options and their trade-offs')
    await person.press('Escape')
    await expect(button('Edit: Pricing')).toBeFocused()
  })

  await test.step('the summary and the kit, changed and taken along', async () => {
    await person.tabTo(page.getByRole('link', { name: 'See what you have' }), 'Shift+Tab')
    await person.press('Enter')
    await expect(heading('What you decided')).toBeVisible()
    await person.snapshot('what was decided')
    await person.tabTo(page.getByRole('link', { name: 'Open your launch kit' }))
    await person.press('Enter')
    await expect(heading('Launch kit')).toBeVisible()
    await person.snapshot('the kit')
    const sheet = page.getByRole('article', { name: 'Positioning' })
    await person.tabTo(sheet.getByRole('button', { name: /^Edit/ }))
    await person.press('Enter')
    await expect(field('Text of “Positioning”')).toBeFocused()
    await person.press('ControlOrMeta+End')
    await person.type('\n\nSaid by keyboard.')
    await person.press('ControlOrMeta+s')
    await expect(field('Text of “Positioning”')).toBeHidden()
    await expect(sheet.getByText('Said by keyboard.')).toBeVisible()
    await person.tabTo(button('Download'), 'Shift+Tab')
    await person.press('Enter')
    await person.snapshot('the download menu')
    const coming = page.waitForEvent('download')
    await expect(page.getByRole('menuitem').first()).toBeFocused()
    await person.press('Enter')
    expect((await coming).suggestedFilename()).toMatch(/launch-kit\.pdf$/)
  })

  for (const said of [
    'Step 2 of 7',
    'Atelier is writing.',
    'Atelier finished writing.',
    'Written down: Platform, Discord. 1 of 5 decided.',
    'Positioning saved',
  ])
    await person.expectHeard(said)
  await person.keepWhatWasHeard()
})
