const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent)

const NAMES: Record<string, string> = { escape: 'Esc', enter: 'Enter', shift: 'Shift' }

/** "mod+k" → ["⌘", "K"] on a Mac, ["Ctrl", "K"] elsewhere */
export const keysInWords = (combination: string): string[] =>
  combination.split('+').map((key) => {
    if (key === 'mod') return isApple() ? '⌘' : 'Ctrl'
    return NAMES[key.toLowerCase()] ?? key.toUpperCase()
  })
