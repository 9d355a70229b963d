import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { createPortal } from 'react-dom'

interface PhoneTabsSlot {
  element: HTMLElement | null
  claim: () => () => void
}

export const PhoneTabsContext = createContext<PhoneTabsSlot>({ element: null, claim: () => () => {} })

/** A page's own tab bar on phones. While mounted it takes the place of the shell's. */
export function PhoneTabs({ children }: { children: ReactNode }) {
  const { element, claim } = useContext(PhoneTabsContext)
  useEffect(claim, [claim])
  return element ? createPortal(children, element) : null
}

/** One entry of a phone tab bar; spread the result on a link or a button. */
export const phoneTabStyles = (current: boolean) =>
  [
    'flex min-h-[60px] flex-1 flex-col items-center justify-center gap-0.5 text-[11.5px] font-[530] [&_svg]:size-5',
    current ? 'text-vermilion' : 'text-ink-3',
  ].join(' ')
