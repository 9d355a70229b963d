import { type CSSProperties, useSyncExternalStore } from 'react'
import { Toaster as Sonner } from 'sonner'
import { useTheme } from '@/lib/theme'

export { toast } from 'sonner'

const wide = () => window.matchMedia('(min-width: 1280px)')

function watchWidth(notify: () => void) {
  const query = wide()
  query.addEventListener('change', notify)
  return () => query.removeEventListener('change', notify)
}

/**
 * Mounted once, by the root route. A note never lies on the composer: it is no wider than the desk beside it,
 * and where there is no desk beside it, it comes from above.
 */
export function Toaster() {
  const { shown } = useTheme()
  const isWide = useSyncExternalStore(watchWidth, () => wide().matches)
  return (
    <Sonner
      theme={shown}
      position={isWide ? 'bottom-right' : 'top-right'}
      style={{ '--width': '304px' } as CSSProperties}
      offset={{ bottom: 16, right: 16, top: 68 }}
      mobileOffset={{ top: 68 }}
      toastOptions={{
        classNames: {
          toast: '!rounded-card !border-hairline !bg-sheet !font-sans !text-ink !shadow-sheet',
          description: '!text-ink-2',
          actionButton: '!rounded !bg-ink !text-paper',
        },
      }}
    />
  )
}
