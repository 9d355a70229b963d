import { Toaster as Sonner } from 'sonner'
import { useTheme } from '@/lib/theme'

export { toast } from 'sonner'

/** Mounted once, by the root route. */
export function Toaster() {
  const { shown } = useTheme()
  return (
    <Sonner
      theme={shown}
      position="bottom-right"
      mobileOffset={{ bottom: 'calc(76px + env(safe-area-inset-bottom))' }}
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
