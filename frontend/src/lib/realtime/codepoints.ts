/**
 * The wire counts text in Unicode code points, JavaScript strings count UTF-16 units.
 * A lone surrogate is one code point, as it is on the server.
 */

function isPairAt(text: string, index: number): boolean {
  const high = text.charCodeAt(index)
  const low = text.charCodeAt(index + 1)
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff
}

export function countCodePoints(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index += isPairAt(text, index) ? 2 : 1) count += 1
  return count
}

/** What is left of `text` after its first `count` code points. */
export function dropCodePoints(text: string, count: number): string {
  let index = 0
  for (let left = count; left > 0 && index < text.length; left -= 1) {
    index += isPairAt(text, index) ? 2 : 1
  }
  return text.slice(index)
}
