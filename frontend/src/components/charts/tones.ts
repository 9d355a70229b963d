import type { Tone } from './types'

/** The tokens' colours: the theme changes them under the chart, which is not drawn anew for it. */
export const COLOURS: Record<Tone, string> = {
  ink: 'var(--ink)',
  vermilion: 'var(--vermilion)',
  verdigris: 'var(--verdigris)',
  amber: 'var(--amber)',
  muted: 'var(--ink-3)',
}

const ORDER: Tone[] = ['ink', 'verdigris', 'amber', 'vermilion', 'muted']

export const colourOf = (tone: Tone | undefined, index: number) =>
  COLOURS[tone ?? ORDER[index % ORDER.length] ?? 'ink']
