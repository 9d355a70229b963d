import { Moon, Sun } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useTheme } from '@/lib/theme'

/** Paper or night, for pages without a user menu. */
export function ThemeSwitch() {
  const { shown, setTheme } = useTheme()
  const other = shown === 'dark' ? 'light' : 'dark'
  const Icon = shown === 'dark' ? Sun : Moon
  return (
    <Button
      variant="quiet"
      size="icon"
      aria-label={other === 'dark' ? 'Switch to night' : 'Switch to paper'}
      onClick={() => setTheme(other)}
    >
      <Icon aria-hidden className="!size-[18px]" />
    </Button>
  )
}
