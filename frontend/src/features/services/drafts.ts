import type { Answers } from './types'

const keyOf = (userId: string, packageKey: string) => `atelier.order.${userId}.${packageKey}`

/** What was typed and not sent, kept in this browser; storage that is switched off only forgets it. */
export function readDraft(userId: string, packageKey: string): Answers {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(userId, packageKey)) ?? '{}')
    const pairs = Object.entries(kept ?? {}).filter(([, text]) => typeof text === 'string')
    return Object.fromEntries(pairs)
  } catch {
    return {}
  }
}

export function keepDraft(userId: string, packageKey: string, answers: Answers) {
  try {
    if (Object.values(answers).some((text) => text.trim()))
      localStorage.setItem(keyOf(userId, packageKey), JSON.stringify(answers))
    else forgetDraft(userId, packageKey)
  } catch {
    // It then lives only as long as the page.
  }
}

export function forgetDraft(userId: string, packageKey: string) {
  try {
    localStorage.removeItem(keyOf(userId, packageKey))
  } catch {
    // Nothing was kept.
  }
}
