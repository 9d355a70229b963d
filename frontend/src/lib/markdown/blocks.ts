import { lexer } from 'marked'
import remend from 'remend'

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
  for (const token of lexer(text, { gfm: true })) {
    if (token.type === 'space' && blocks.length > 0) blocks.push((blocks.pop() ?? '') + token.raw)
    else blocks.push(token.raw)
  }
  return blocks
}

/** Closes what the last block has left open, so that half an emphasis does not flicker as asterisks. */
export function splitLiveBlocks(text: string): string[] {
  const blocks = splitBlocks(text)
  const last = blocks.pop()
  return last === undefined ? [] : [...blocks, remend(last, MENDING)]
}
