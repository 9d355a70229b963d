import { attempt } from './storage'

/** What was typed and not yet sent, kept through reloads. */

interface Unsent {
  clientId: string
  text: string
}

const draftKey = (projectId: string) => `atelier.draft.${projectId}`
const unsentKey = (projectId: string) => `atelier.unsent.${projectId}`

export const readDraft = (projectId: string): string =>
  attempt(() => localStorage.getItem(draftKey(projectId)) ?? '', '')

export function keepDraft(projectId: string, text: string): void {
  attempt(() => {
    if (text) localStorage.setItem(draftKey(projectId), text)
    else localStorage.removeItem(draftKey(projectId))
  }, undefined)
}

/** A message on its way lives in the tab's own storage: another tab must not take it for its own. */
export const keepUnsent = (projectId: string, unsent: Unsent): void =>
  attempt(() => sessionStorage.setItem(unsentKey(projectId), JSON.stringify(unsent)), undefined)

export const clearUnsent = (projectId: string): void =>
  attempt(() => sessionStorage.removeItem(unsentKey(projectId)), undefined)

function isUnsent(value: unknown): value is Unsent {
  return typeof value === 'object' && value !== null && 'clientId' in value && 'text' in value
}

/** What a reload caught on its way, once. */
export function takeUnsent(projectId: string): Unsent | null {
  const stored: unknown = attempt(
    () => JSON.parse(sessionStorage.getItem(unsentKey(projectId)) ?? 'null'),
    null,
  )
  clearUnsent(projectId)
  return isUnsent(stored) ? { clientId: String(stored.clientId), text: String(stored.text) } : null
}

/** A text handed back, with whatever has been typed since after it. */
export const putBack = (returned: string, draft: string): string =>
  draft.trim() ? `${returned}\n\n${draft}` : returned
