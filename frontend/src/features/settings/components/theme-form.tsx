import { RadioCard, RadioGroup } from '@/components/ui'
import { THEME_LABELS, THEMES, type Theme, useTheme } from '@/lib/theme'

const HINTS: Record<Theme, string> = {
  system: 'Paper by day, night when your device says so',
  light: 'Always light',
  dark: 'Always dark',
}

export default function ThemeForm() {
  const { theme, setTheme } = useTheme()
  return (
    <RadioGroup aria-label="Theme" value={theme} onValueChange={(value) => setTheme(value as Theme)}>
      {THEMES.map((choice) => (
        <RadioCard key={choice} value={choice} label={THEME_LABELS[choice]} description={HINTS[choice]} />
      ))}
    </RadioGroup>
  )
}
