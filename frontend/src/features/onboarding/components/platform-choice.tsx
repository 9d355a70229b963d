import { type Ref, useEffect } from 'react'
import { cn, RadioCard, RadioGroup } from '@/components/ui'
import { PLATFORMS, type Platform } from '@/lib/api'
import { platformLabel } from '../platforms'

/** The keys above the letters, in their order. */
const KEYS = '1234567890'

interface PlatformChoiceProps {
  value: string
  onChange: (platform: Platform) => void
  /** Number keys choose too, from anywhere on the page. */
  byNumber?: boolean
  className?: string
  ref?: Ref<HTMLDivElement>
  'aria-labelledby': string
  'aria-describedby'?: string | undefined
  'aria-invalid'?: true | undefined
}

export function PlatformChoice({
  value,
  onChange,
  byNumber = false,
  className,
  ...props
}: PlatformChoiceProps) {
  useNumberKeys(byNumber, onChange)
  return (
    <RadioGroup
      value={value}
      onValueChange={(chosen) => onChange(chosen as Platform)}
      className={cn('grid-cols-2 sm:grid-cols-3', className)}
      {...props}
    >
      {PLATFORMS.map((platform, index) => {
        const key = byNumber ? KEYS[index] : undefined
        return (
          <RadioCard
            key={platform}
            value={platform}
            aria-keyshortcuts={key}
            label={
              <span className="flex items-center justify-between gap-2">
                {platformLabel(platform)}
                {key ? <Key>{key}</Key> : null}
              </span>
            }
          />
        )
      })}
    </RadioGroup>
  )
}

const Key = ({ children }: { children: string }) => (
  <kbd
    aria-hidden
    className="num grid size-5 place-items-center rounded-[4px] border border-hairline-strong font-sans text-[11px] text-ink-3 max-sm:hidden pointer-coarse:hidden"
  >
    {children}
  </kbd>
)

function useNumberKeys(active: boolean, onChange: (platform: Platform) => void) {
  useEffect(() => {
    if (!active) return
    const choose = (event: KeyboardEvent) => {
      const platform = event.key.length === 1 ? PLATFORMS[KEYS.indexOf(event.key)] : undefined
      const modified = event.ctrlKey || event.metaKey || event.altKey
      if (!platform || modified || (event.target as Element).matches?.('input, textarea')) return
      onChange(platform)
      document.querySelector<HTMLElement>(`[role=radio][value="${platform}"]`)?.focus()
    }
    document.addEventListener('keydown', choose)
    return () => document.removeEventListener('keydown', choose)
  }, [active, onChange])
}
