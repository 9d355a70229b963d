import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { cn } from './cn'
import { useFieldControl } from './field'

export const inputStyles = [
  'w-full min-w-0 rounded border border-edge bg-sheet px-3 text-base text-ink placeholder:text-ink-3 sm:text-[15px]',
  'transition-[border-color,box-shadow] duration-[var(--quick)]',
  'focus-visible:border-vermilion focus-visible:outline-none focus-visible:ring-3 focus-visible:ring-vermilion-soft',
  'aria-invalid:border-vermilion disabled:bg-sunk disabled:text-ink-3',
]

export const Input = ({ className, ...props }: ComponentProps<'input'>) => (
  <input
    data-slot="input"
    className={cn(inputStyles, 'h-11 read-only:bg-sunk', className)}
    {...useFieldControl()}
    {...props}
  />
)

interface AffixProps extends ComponentProps<'input'> {
  suffix: ReactNode
}

/** An input with a unit at its end, such as %. */
export const InputWithSuffix = ({ suffix, className, ...props }: AffixProps) => (
  <div className={cn('relative', className)}>
    <Input className="pr-10" {...props} />
    <span
      aria-hidden
      className="pointer-events-none absolute inset-y-0 right-3.5 grid place-items-center text-ink-3"
    >
      {suffix}
    </span>
  </div>
)

/** A password that can be shown; the choice is never remembered. */
export function PasswordInput(props: Omit<ComponentProps<'input'>, 'type'>) {
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <div className="relative">
      <Input
        type={shown ? 'text' : 'password'}
        className="pr-12"
        autoCapitalize="none"
        spellCheck={false}
        {...props}
      />
      <button
        type="button"
        aria-label={shown ? 'Hide password' : 'Show password'}
        onClick={() => setShown(!shown)}
        className="absolute top-0 right-0 grid size-11 place-items-center rounded text-ink-3 hover:text-ink"
      >
        <Icon aria-hidden className="size-[18px]" />
      </button>
    </div>
  )
}
