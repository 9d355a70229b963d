import { useEffect, useState } from 'react'
import type { SectionId } from './types'

/** The section one is reading: the lowest one whose top has passed the upper third of the window. */
export function useCurrentSection(): SectionId | null {
  const [current, setCurrent] = useState<SectionId | null>(null)
  useEffect(() => {
    const look = () => {
      const passed = [...document.querySelectorAll<HTMLElement>('[data-section]')].filter(
        (sheet) => sheet.getBoundingClientRect().top < window.innerHeight / 3,
      )
      setCurrent((passed.at(-1)?.dataset.section as SectionId | undefined) ?? null)
    }
    look()
    // Scrolling happens inside the shell's main, and does not bubble.
    document.addEventListener('scroll', look, { capture: true, passive: true })
    return () => document.removeEventListener('scroll', look, { capture: true })
  }, [])
  return current
}
