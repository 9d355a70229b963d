import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { splitBlocks, splitLiveBlocks } from './blocks'
import { safeHref } from './links'
import { Markdown } from './markdown'

afterEach(cleanup)

const html = (text: string, live = false) => render(<Markdown text={text} live={live} />).container.innerHTML

describe('blocks', () => {
  it.each([
    'One.\n\nTwo.\n\n> Three **four**\n\n- a\n- b\n',
    '# Title\ntext\n\n```js\nconst a = 1\n\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |',
    '\n\n  leading space\n\n\n',
    '<div>\n\nraw\n\n</div>',
    'see [a]\n\n[a]: https://example.com',
  ])('join to the text they came from: %j', (text) => {
    expect(splitBlocks(text).join('')).toBe(text)
  })

  it('leave settled blocks alone while the last one grows', () => {
    const before = splitLiveBlocks('One *two*.\n\nThree **fo')
    const after = splitLiveBlocks('One *two*.\n\nThree **four** five')
    expect(after[0]).toBe(before[0])
    expect(before.at(-1)).toBe('Three **fo**')
  })

  it('do not take a price for mathematics', () => {
    expect(splitLiveBlocks('Between $19 and $').join('')).toBe('Between $19 and $')
  })
})

describe('hostile text', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<iframe src="https://evil.example"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '<style>*{display:none}</style>',
    '<svg onload=alert(1)>',
    'text <b onmouseover=alert(1)>bold</b>',
  ])('shows HTML as what it is: %s', (text) => {
    const { container } = render(<Markdown text={text} />)
    expect(container.querySelector('script, img, iframe, a, style, svg, b')).toBeNull()
    expect(container.textContent).toContain(text.slice(0, 6))
  })

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#10;script:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox)',
    '[x](file:///etc/passwd)',
    '[x](//evil.example)',
    '[x](/logout)',
    '[x](https://atelier.example@evil.example)',
    '<javascript:alert(1)>',
    '[x][y]\n\n[y]: javascript:alert(1)',
  ])('leads nowhere: %s', (text) => {
    const { container } = render(<Markdown text={text} />)
    expect(container.querySelector('[href]')).toBeNull()
  })

  it('loads no picture, and keeps its description', () => {
    const { container } = render(<Markdown text="![a cat](https://evil.example/pixel.gif)" />)
    expect(container.querySelector('img')).toBeNull()
    expect(container.innerHTML).not.toContain('evil.example')
    expect(screen.getByText('a cat')).toBeInTheDocument()
  })

  it('opens real links apart, telling them nothing', () => {
    render(<Markdown text="[Circle](https://circle.so) and mail [me](mailto:a@example.com)" />)
    const link = screen.getByRole('link', { name: 'Circle' })
    expect(link).toHaveAttribute('href', 'https://circle.so/')
    expect(link).toHaveAttribute('target', '_blank')
    expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow')
    expect(screen.getByRole('link', { name: 'me' })).toHaveAttribute('href', 'mailto:a@example.com')
  })

  it('survives every prefix of a nasty letter', () => {
    const nasty = 'a **b [c](javascript:x) ![d](http://e/f.png) <script>g</script>\n\n> *h\n\n| i | j |\n|--'
    for (let length = 0; length <= nasty.length; length += 1) {
      const shown = html(nasty.slice(0, length), true)
      expect(shown).not.toMatch(/<script|<img|javascript:x"|href="(?!https?:|mailto:)/)
      cleanup()
    }
  })
})

describe('what a letter may hold', () => {
  it('sets arithmetic apart and keeps headings below the page', () => {
    const shown = html('# Price\n\n> **50,000** followers\n\n~20 to 25~30')
    expect(shown).toContain('<h3>Price</h3>')
    expect(shown).toContain('<blockquote>')
    expect(shown).not.toContain('<del>')
  })

  it('keeps reference links whole', () => {
    render(<Markdown text={'See [here][1].\n\nMore.\n\n[1]: https://example.com/x'} />)
    expect(screen.getByRole('link', { name: 'here' })).toHaveAttribute('href', 'https://example.com/x')
  })
})

describe('safeHref', () => {
  it.each([
    '',
    undefined,
    'javascript:alert(1)',
    ' java\tscript:alert(1)',
    'ftp://x',
    '#top',
    'blob:https://x/1',
  ])('refuses %j', (href) => expect(safeHref(href)).toBeNull())
})
