import { expect, type Locator, type Page, type TestInfo } from '@playwright/test'

type Listener = Window & { spoken: string[] }

/** Writes down, as a screen reader would hear it, everything that the page's live regions come to say. */
export async function listen(page: Page) {
  await page.addInitScript(() => {
    const LIVE = '[role=status],[role=alert],[role=log],[aria-live=polite],[aria-live=assertive]'
    const spoken: string[] = JSON.parse(sessionStorage.getItem('spoken') ?? '[]')
    Object.assign(window, { spoken })
    const said = (element: Element) => {
      const text = element.textContent?.replace(/\s+/g, ' ').trim() ?? ''
      if (text && text !== spoken.at(-1)) spoken.push(text)
      sessionStorage.setItem('spoken', JSON.stringify(spoken))
    }
    new MutationObserver((changes) => {
      const regions = new Set<Element>()
      for (const { target, addedNodes } of changes) {
        const element = target instanceof Element ? target : target.parentElement
        const region = element?.closest(LIVE)
        if (region) regions.add(region)
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue
          if (node.matches(LIVE)) regions.add(node)
          for (const inner of node.querySelectorAll(LIVE)) regions.add(inner)
        }
      }
      regions.forEach(said)
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
}

export const spoken = (page: Page) => page.evaluate(() => (window as unknown as Listener).spoken)

/** A person who has a keyboard and no mouse, and a record of what each step looked like to a screen reader. */
export class KeyboardPerson {
  private step = 0

  constructor(
    private readonly page: Page,
    private readonly info: TestInfo,
  ) {}

  press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve())

  type = (text: string) => this.page.keyboard.type(text)

  /** Tabs onwards until `wanted` has the focus; fails when the whole page was gone through without meeting it. */
  async tabTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
    await expect(wanted).toBeVisible()
    for (let presses = 0; presses < 120; presses += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement))
        return this.expectVisibleFocus()
      await this.page.keyboard.press(key)
    }
    throw new Error(`The keyboard never came to ${wanted}.`)
  }

  /** Whatever has the focus can be seen to have it. */
  private async expectVisibleFocus() {
    const shown = await this.page.evaluate(() => {
      const focused = document.activeElement
      if (!(focused instanceof HTMLElement)) return false
      const { width, height } = focused.getBoundingClientRect()
      const drawn = (element: Element | null): boolean => {
        if (!element) return false
        const { outlineStyle, boxShadow, borderColor } = getComputedStyle(element)
        return outlineStyle !== 'none' || boxShadow !== 'none' || (element !== focused && borderColor !== '')
      }
      return width > 0 && height > 0 && (drawn(focused) || drawn(focused.parentElement))
    })
    expect(shown, 'the focus is drawn').toBe(true)
  }

  /** Keeps the accessibility tree of this moment with the test's results. */
  async snapshot(name: string) {
    this.step += 1
    const tree = await this.page.locator('body').ariaSnapshot()
    await this.info.attach(`${String(this.step).padStart(2, '0')} ${name}.yaml`, {
      body: tree,
      contentType: 'text/yaml',
    })
    return tree
  }

  async expectHeard(sentence: string) {
    // Sentences that come close together are said one after the other, so the last may be some seconds behind.
    await expect
      .poll(async () => (await spoken(this.page)).join('\n'), { timeout: 20_000 })
      .toContain(sentence)
  }

  async keepWhatWasHeard() {
    const body = (await spoken(this.page)).join('\n')
    await this.info.attach('what was said.txt', { body, contentType: 'text/plain' })
  }
}
