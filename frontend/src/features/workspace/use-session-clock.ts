import { useEffect, useState } from 'react'

/** The guided launch is planned for half an hour. */
export const PLANNED_SECONDS = 30 * 60

const key = (projectId: string) => `atelier.clock.${projectId}`

function readSeconds(projectId: string): number {
  const stored = Number(localStorage.getItem(key(projectId)))
  return Number.isFinite(stored) && stored > 0 ? stored : 0
}

/** Time spent with this launch on this device: it runs while the page is looked at and nobody paused it. */
export function useSessionClock(projectId: string) {
  const [seconds, setSeconds] = useState(() => readSeconds(projectId))
  const [paused, setPaused] = useState(false)

  useEffect(() => {
    if (paused) return
    const timer = setInterval(() => {
      if (!document.hidden) setSeconds((now) => now + 1)
    }, 1000)
    return () => clearInterval(timer)
  }, [paused])

  useEffect(() => {
    localStorage.setItem(key(projectId), String(seconds))
  }, [projectId, seconds])

  return { seconds, paused, toggle: () => setPaused((was) => !was) }
}

/** 760 → "12:40" */
export function clockFace(seconds: number): string {
  const rest = String(seconds % 60).padStart(2, '0')
  return `${Math.floor(seconds / 60)}:${rest}`
}
