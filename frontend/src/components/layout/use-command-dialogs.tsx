import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { useShortcut } from '@/lib/shortcuts'

const Palette = lazy(() =>
  import('./command-palette').then(({ CommandPalette }) => ({ default: CommandPalette })),
)
const Overview = lazy(() => import('./keys-overview').then(({ KeysOverview }) => ({ default: KeysOverview })))

type Shown = 'palette' | 'keys' | null

/** One dialog at a time: what is already open keeps the keyboard. */
const isDialogOpen = () => document.querySelector('[role=dialog]') !== null

/** The command palette (⌘K, Ctrl+K) and the overview of keys (?), fetched when first asked for. */
export function useCommandDialogs(): { openPalette: () => void; dialogs: ReactNode } {
  const [shown, setShown] = useState<Shown>(null)
  const cameFrom = useRef<Element | null>(null)

  function open(dialog: Shown) {
    if (!isDialogOpen()) cameFrom.current = document.activeElement
    setShown(dialog)
  }

  useShortcut(
    'mod+k',
    (event) => {
      event.preventDefault()
      if (shown === 'palette') setShown(null)
      else if (!isDialogOpen()) open('palette')
    },
    { whileTyping: true },
  )
  useShortcut('?', () => (isDialogOpen() ? undefined : open('keys')))

  /** Radix gives the focus back to a trigger only, and a key is none. */
  function onClosed(event: Event) {
    event.preventDefault()
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus()
  }

  const close = () => setShown(null)
  const dialogs = (
    <Suspense>
      {shown === 'palette' ? (
        <Palette onClose={close} onClosed={onClosed} onShowKeys={() => setShown('keys')} />
      ) : null}
      {shown === 'keys' ? <Overview onClose={close} onClosed={onClosed} /> : null}
    </Suspense>
  )
  return { openPalette: () => open('palette'), dialogs }
}
