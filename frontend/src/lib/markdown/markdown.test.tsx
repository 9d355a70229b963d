import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createLiveSplitter, splitBlocks } from './blocks'
import { safeHref } from './links'
import { Markdown } from './markdown'

afterEach(cleanup)

const splitLive = (text: string) => createLiveSplitter()(text)

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
    const split = createLiveSplitter()
    const before = split('One *two*.\n\nThree **fo')
    const after = split('One *two*.\n\nThree **four** five')
    expect(after[0]).toBe(before[0])
    expect(before.at(-1)).toBe('Three **fo**')
  })

  it('do not take a price for mathematics', () => {
    expect(splitLive('Between $19 and $').join('')).toBe('Between $19 and $')
  })
})

describe('a growing text', () => {
  const LETTER = [
    '# Plan\n\nFirst *this*, then\nthat.',
    '- one\n- two\n  1. deep\n  2. deeper\n\n  still two\n- three',
    '> **3,250** people\n>\n> 33 to 98',
    '```js\nconst a = 1\n\nconst b = 2\n```',
    '| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |',
    'Setext\n===\n\n***\n\n<div>\nraw\n</div>\n\n- [ ] to do\n- [x] done\n\nThe end.',
  ].join('\n\n')

  it('is split as if it had come at once, wherever the pieces end', () => {
    for (const step of [1, 7, 33]) {
      const split = createLiveSplitter()
      for (let end = 0; end < LETTER.length; end += step) {
        expect(split(LETTER.slice(0, end))).toEqual(splitLive(LETTER.slice(0, end)))
      }
      expect(split(LETTER).join('')).toBe(LETTER)
    }
  })

  it('that becomes another text is read anew', () => {
    const split = createLiveSplitter()
    split('One.\n\nTwo.\n\nThree.\n\nFour.')
    expect(split('Quite.\n\nAnother.')).toEqual(['Quite.\n\n', 'Another.'])
  })

  it('is taken whole once a reference reaches back into it', () => {
    const text = 'See [here][1].\n\nTwo.\n\nThree.\n\nFour.\n\n[1]: https://example.com/x'
    const split = createLiveSplitter()
    split(text.slice(0, 40))
    expect(split(text)).toHaveLength(1)
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

  it.each([
    ['quotes', '>'.repeat(7_900)],
    ['lists', '1. '.repeat(2_600)],
    ['emphasis', `${'*'.repeat(3_000)}a${'*'.repeat(3_000)}`],
    ['brackets', '['.repeat(7_900)],
    ['a deep list of words', Array.from({ length: 90 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
  ])('nested beyond reason is shown as it was typed: %s', (_, text) => {
    const { container } = render(<Markdown text={text} />)
    expect(container.textContent?.length).toBeGreaterThan(50)
    expect(container.querySelectorAll('*').length).toBeLessThan(1_500)
  })

  it('keeps a disguised address from becoming one by its entities', () => {
    const { container } = render(<Markdown text="[x](&#x6A;avascript&colon;alert&lpar;1&rpar;)" />)
    expect(container.querySelector('[href]')).toBeNull()
    expect(html('&lt;script&gt;alert(1)&lt;/script&gt;')).toContain('&lt;script&gt;alert(1)')
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

describe('Markdown', () => {
  it.each([
    ['**a** *b* ~~c~~ `d`', '<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>'],
    ['Q&amp;A &copy; \\* `a &amp; b`', '<p>Q&amp;A © * <code>a &amp;amp; b</code></p>'],
    ['one\ntwo  \nthree', '<p>one\ntwo<br>three</p>'],
    ['3. c\n4. d', '<ol start="3"><li>c</li><li>d</li></ol>'],
    ['- a\n  1. b\n     - c', '<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li></ul>'],
    ['- a\n\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
    ['- [x] a', '<ul class="letter-tasks"><li><span>☑ </span>a</li></ul>'],
    ['***', '<hr>'],
    ['#### d\n###### f', '<h5>d</h5><h5>f</h5>'],
  ])('%j', (text, shown) => expect(html(text)).toBe(`<div class="letter">${shown}</div>`))

  it('draws tables with their alignment, and code as it was typed', () => {
    render(<Markdown text={'| a | n |\n|---|--:|\n| x | 1 |\n\n```html\n<b>&amp;</b>\n```'} />)
    expect(screen.getByRole('columnheader', { name: 'n' })).toHaveStyle({ textAlign: 'right' })
    expect(screen.getByRole('cell', { name: 'x' })).toBeInTheDocument()
    expect(screen.getByText('<b>&amp;</b>').closest('pre')).toHaveAttribute('tabindex', '0')
  })

  it('makes links of bare addresses', () => {
    render(<Markdown text="See https://a.example/x?b=1&c=2, www.b.example and me@c.example" />)
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      'https://a.example/x?b=1&c=2',
      'http://www.b.example/',
      'mailto:me@c.example',
    ])
  })

  it('closes what is still open while it is written', () => {
    expect(html('Say **nine', true)).toContain('<strong>nine</strong>')
    expect(html('```js\nconst a', true)).toContain('<code>const a</code>')
    expect(html('see [the pla', true)).not.toContain('[')
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
