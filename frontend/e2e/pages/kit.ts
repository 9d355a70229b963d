import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'

/** The launch kit as a reader and a writer meet it. */
export class KitPages {
  constructor(private readonly page: Page) {}

  sheet = (title: string) => this.page.getByRole('article', { name: title })

  async edit(title: string, markdown: string) {
    // The words are drawn once more when their renderer has come, and what is below them moves.
    await this.page.waitForLoadState('networkidle')
    await this.sheet(title).getByRole('button', { name: /^Edit/ }).click()
    await this.page.getByRole('textbox', { name: `Text of “${title}”` }).fill(markdown)
    await this.page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(this.page.getByRole('button', { name: 'Save', exact: true })).toBeHidden()
  }

  async download(format: string) {
    await this.page.getByRole('button', { name: 'Download' }).click()
    const coming = this.page.waitForEvent('download')
    await this.page.getByRole('menuitem', { name: new RegExp(format) }).click()
    const download = await coming
    return {
      name: download.suggestedFilename(),
      text: (await readFile(await download.path())).toString('latin1'),
    }
  }
}
