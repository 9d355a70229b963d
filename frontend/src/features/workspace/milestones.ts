import { attempt } from './storage'

/** Which milestones have been celebrated on this device: each is, once. */

const key = (projectId: string) => `atelier.milestones.${projectId}`

function celebrated(projectId: string): string[] {
  const stored: unknown = attempt(() => JSON.parse(localStorage.getItem(key(projectId)) ?? '[]'), [])
  return Array.isArray(stored) ? stored.map(String) : []
}

/** True the first time it is asked about a phase. */
export function isFirstTime(projectId: string, phaseId: string): boolean {
  const before = celebrated(projectId)
  if (before.includes(phaseId)) return false
  attempt(() => localStorage.setItem(key(projectId), JSON.stringify([...before, phaseId])), undefined)
  return true
}
