import { describe, expect, it } from 'vitest'
import { countCodePoints, dropCodePoints } from './codepoints'

describe('code points', () => {
  it.each([
    ['', 0],
    ['plain', 5],
    ['né', 2],
    ['👩‍🚀', 3],
    ['a😀b', 3],
    ['\ud83d', 1],
    ['\ude00\ud83d', 2],
  ])('counts %j as the server does', (text, count) => {
    expect(countCodePoints(text)).toBe(count)
    expect(countCodePoints(text)).toBe([...text].length)
  })

  it('drops whole characters, never half of one', () => {
    expect(dropCodePoints('a😀b😀', 2)).toBe('b😀')
    expect(dropCodePoints('😀😀', 1)).toBe('😀')
    expect(dropCodePoints('ab', 9)).toBe('')
    expect(dropCodePoints('ab', 0)).toBe('ab')
  })
})
