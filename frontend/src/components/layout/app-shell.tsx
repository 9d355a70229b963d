import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import { TooltipProvider } from '@/components/ui/tooltip'
import { DefaultPhoneTabs } from './default-phone-tabs'
import { Main } from './main'
import { PhoneTabsContext } from './phone-tabs'
import { Rail } from './rail'
import { useCommandDialogs } from './use-command-dialogs'

/** After the page is there: nothing on it waits for the socket. */
const EntitlementsWatch = lazy(() =>
  import('./entitlements-watch').then((module) => ({ default: module.EntitlementsWatch })),
)

/**
 * The frame of everything signed-in: the rail at the left, or tabs below on a phone.
 * The page fills the rest and scrolls within itself.
 */
export function AppShell({ children }: { children: ReactNode }) {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [claims, setClaims] = useState(0)

  const claim = useCallback(() => {
    setClaims((held) => held + 1)
    return () => setClaims((held) => held - 1)
  }, [])
  const { openPalette, dialogs } = useCommandDialogs()
  const slot = useMemo(() => ({ element, claim }), [element, claim])

  return (
    <TooltipProvider delayDuration={400}>
      <PhoneTabsContext value={slot}>
        <SkipLink />
        <div className="grid h-dvh grid-rows-[minmax(0,1fr)_auto] md:grid-cols-[64px_minmax(0,1fr)] md:grid-rows-1">
          <Rail onCommands={openPalette} />
          <Main className="flex min-h-0 min-w-0 flex-col overflow-auto">{children}</Main>
          <nav
            ref={setElement}
            aria-label="Views"
            className="flex border-t border-hairline bg-sunk pb-[env(safe-area-inset-bottom)] md:hidden"
          >
            {claims === 0 ? <DefaultPhoneTabs /> : null}
          </nav>
        </div>
        {dialogs}
        <Suspense>
          <EntitlementsWatch />
        </Suspense>
      </PhoneTabsContext>
    </TooltipProvider>
  )
}

export const SkipLink = () => (
  <a
    href="#main"
    className="sr-only rounded bg-ink px-4 py-2 text-paper focus-visible:not-sr-only focus-visible:fixed focus-visible:top-3 focus-visible:left-3 focus-visible:z-50"
  >
    Skip to the page
  </a>
)
