import type { Content, SectionId } from './types'

/** What was written into a section and not yet saved, with what it was begun from. */
export interface SectionDraft {
  base: Content
  content: Content
}

const key = (projectId: string, section: SectionId) => `atelier.kit.${projectId}.${section}`

function attempt<Result>(run: () => Result, otherwise: Result): Result {
  try {
    return run()
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return otherwise
    throw error
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isContent = (value: unknown): value is Content =>
  isRecord(value) && (typeof value.markdown === 'string' || Array.isArray(value.items))

export function readDraft(projectId: string, section: SectionId): SectionDraft | null {
  const stored: unknown = attempt(() => JSON.parse(localStorage.getItem(key(projectId, section)) ?? ''), null)
  if (!isRecord(stored) || !isContent(stored.base) || !isContent(stored.content)) return null
  return { base: stored.base, content: stored.content }
}

/** True once the draft would survive a reload; storage can be full or forbidden. */
export const keepDraft = (projectId: string, section: SectionId, draft: SectionDraft): boolean =>
  attempt(() => {
    localStorage.setItem(key(projectId, section), JSON.stringify(draft))
    return true
  }, false)

export const dropDraft = (projectId: string, section: SectionId): void =>
  attempt(() => localStorage.removeItem(key(projectId, section)), undefined)
