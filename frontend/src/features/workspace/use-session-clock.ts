import { useEffect, useState } from 'react'
import { attempt } from './storage'

/** The guided launch is planned for half an hour. */
export const PLANNED_SECONDS = 30 * 60

interface Kept {
  seconds: number
  paused: boolean
}

const key = (projectId: string) => `atelier.clock.${projectId}`

function read(projectId: string): Kept {
  const stored: unknown = attempt(() => JSON.parse(localStorage.getItem(key(projectId)) ?? '0'), 0)
  const { seconds, paused } = typeof stored === 'object' && stored !== null ? (stored as Partial<Kept>) : {}
  const isTime = typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0
  return { seconds: isTime ? Math.floor(seconds) : 0, paused: paused === true }
}

const keep = (projectId: string, clock: Kept) =>
  attempt(() => localStorage.setItem(key(projectId), JSON.stringify(clock)), undefined)

/** Time spent with this launch on this device: it runs while the page is looked at and nobody paused it. */
export function useSessionClock(projectId: string) {
  const [clock, setClock] = useState(() => read(projectId))
  const { seconds, paused } = clock

  useEffect(() => {
    if (paused) return
    const timer = setInterval(() => {
      if (!document.hidden) setClock((now) => ({ ...now, seconds: now.seconds + 1 }))
    }, 1000)
    return () => clearInterval(timer)
  }, [paused])

  useEffect(() => keep(projectId, clock), [projectId, clock])

  const toggle = () => setClock((now) => ({ ...now, paused: !now.paused }))
  return { seconds, paused, toggle, isOver: seconds >= PLANNED_SECONDS }
}

/** 760 → "12:40" */
export function clockFace(seconds: number): string {
  const rest = String(seconds % 60).padStart(2, '0')
  return `${Math.floor(seconds / 60)}:${rest}`
}
