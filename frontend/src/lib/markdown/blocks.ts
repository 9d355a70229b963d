import remend from 'remend'
import { tokensOf } from './tokens'

const MENDING = { katex: false, linkMode: 'text-only', images: true } as const

/** Reference links and footnotes reach across blocks: text that holds one is not taken apart. */
const REACHES_ACROSS = /^ {0,3}\[[^\]\n]+\]:/m

/**
 * Splits Markdown into blocks that can be rendered one by one: joined, they are the text again. While text
 * grows only its last block changes, so the others keep their rendering.
 */
export function splitBlocks(text: string): string[] {
  if (REACHES_ACROSS.test(text)) return [text]
  const blocks: string[] = []
  for (const token of tokensOf(text)) {
    if (token.type === 'space' && blocks.length > 0) blocks.push((blocks.pop() ?? '') + token.raw)
    else blocks.push(token.raw)
  }
  return blocks
}

/** Closes what the last block has left open, so that half an emphasis does not flicker as asterisks. */
function mended(blocks: readonly string[]): string[] {
  const last = blocks.at(-1)
  return last === undefined ? [] : [...blocks.slice(0, -1), remend(last, MENDING)]
}

/** What comes next can still change the last block, and join it to the one before (a list, say). */
const UNSETTLED = 2

/**
 * Splits a text that grows, reading each block only until two others have followed it: the work of one more
 * word does not depend on how long the letter has become.
 */
export function createLiveSplitter(): (text: string) => string[] {
  let settled: string[] = []
  let prefix = ''

  return (text) => {
    if (!text.startsWith(prefix)) {
      settled = []
      prefix = ''
    }
    const rest = text.slice(prefix.length)
    if (REACHES_ACROSS.test(rest)) return mended([text])
    const blocks = splitBlocks(rest)
    const shown = mended([...settled, ...blocks])
    const fresh = blocks.slice(0, -UNSETTLED)
    if (fresh.length > 0) {
      settled = [...settled, ...fresh]
      prefix += fresh.join('')
    }
    return shown
  }
}
