import { describe, expect, test } from 'vitest'
import { pageWeight } from '../../scripts/page-weight.mjs'

/** Text that does not compress: about `kilobytes` of gzip. */
function noise(kilobytes: number) {
  let state = 1
  let text = ''
  while (text.length < kilobytes * 1330) {
    state = (state * 48_271) % 2_147_483_647
    text += String.fromCharCode(35 + (state % 57))
  }
  return text
}

const FILES: Record<string, string> = {
  'react-abc.js': noise(60),
  'tiny-abc.js': 'import{a}from"./react-abc.js";a()',
  'page-abc.css': 'body{margin:0}',
}
const read = (name: string) => Buffer.from(FILES[name] ?? '')
const app = new Set(['react-abc.js'])

describe('the weight of a prerendered page', () => {
  test('counts scripts within the page, and not data for search engines', () => {
    const data = `<script type="application/ld+json">${noise(20)}</script>`
    const { js } = pageWeight(`<script>"${noise(6)}"</script>${data}`, read, app)
    expect(js).toBeGreaterThan(5)
    expect(js).toBeLessThan(8)
  })

  test('counts styles within the page', () => {
    expect(pageWeight('<style>body { margin: 0 }</style>', read, app).css).toBeGreaterThan(0)
  })

  test('counts stylesheets', () => {
    const { css, js } = pageWeight('<link rel="stylesheet" href="/static/assets/page-abc.css"/>', read, app)
    expect(css).toBeGreaterThan(0)
    expect(js).toBe(0)
  })

  test.each([
    ['directly', '<script type="module" src="/static/assets/react-abc.js"></script>'],
    ['by a preload', '<link rel="modulepreload" href="/static/assets/react-abc.js"/>'],
    ['through another script', '<script type="module" src="/static/assets/tiny-abc.js"></script>'],
    ['from a script within', '<script type="module">import("/static/assets/react-abc.js")</script>'],
  ])('names a chunk of the app that is loaded %s', (_, html) => {
    const { foreign, js } = pageWeight(html, read, app)
    expect(foreign).toEqual(['react-abc.js'])
    expect(js).toBeGreaterThan(5)
  })
})
