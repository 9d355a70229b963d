import { lexer, type Token } from 'marked'

/** Nested deeper than any letter is: shown as it was typed. */
export const DEEPEST = 40

/** The text as Markdown tokens; text nested too deep to be read so is one paragraph of itself. */
export function tokensOf(text: string): Token[] {
  try {
    return lexer(text, { gfm: true })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return [{ type: 'paragraph', raw: text, text, tokens: [{ type: 'html', raw: text, text }] } as Token]
  }
}

const ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi
const known = new Map<string, string>()

/** One character reference as the browser reads it; what is none stays as it is. */
function decoded(entity: string): string {
  const found = known.get(entity)
  if (found !== undefined) return found
  const character = new DOMParser().parseFromString(entity, 'text/html').documentElement.textContent
  const result = character || entity
  known.set(entity, result)
  return result
}

/** "Q&amp;A" → "Q&A". What comes out is text and stays text: it is never parsed again. */
export const withoutEntities = (text: string) => (text.includes('&') ? text.replace(ENTITY, decoded) : text)
