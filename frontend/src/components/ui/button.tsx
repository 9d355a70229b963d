import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { Spinner } from './spinner'

export const buttonStyles = cva(
  [
    'inline-flex shrink-0 items-center justify-center gap-2 rounded border font-[560] whitespace-nowrap no-underline select-none',
    'transition-[background-color,border-color,color,filter] duration-[var(--quick)] ease-settle',
    'disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-[1.15em] [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary:
          'border-transparent bg-vermilion text-on-vermilion hover:brightness-108 active:brightness-95',
        plain: 'border-hairline-strong bg-sheet text-ink hover:border-ink-3 active:bg-sunk',
        quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-sunk hover:text-ink',
        danger: 'border-vermilion bg-transparent text-vermilion hover:bg-vermilion-soft',
      },
      size: {
        s: 'h-[34px] px-3 text-[13.5px] pointer-coarse:min-h-11',
        m: 'h-10 px-4 text-[15px] pointer-coarse:min-h-11',
        l: 'h-12 px-[22px] text-base',
        icon: 'size-10 p-0 pointer-coarse:size-11',
      },
    },
    defaultVariants: { variant: 'plain', size: 'm' },
  },
)

interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonStyles> {
  /** Renders its only child (a link, say) with the looks of a button. */
  asChild?: boolean
  /** Working: cannot be pressed again, keeps focus and says so. */
  pending?: boolean
}

export function Button({
  className,
  variant,
  size,
  asChild,
  pending,
  children,
  onClick,
  ...props
}: ButtonProps) {
  const classes = cn(buttonStyles({ variant, size }), className)
  if (asChild) {
    return (
      <Slot.Root data-slot="button" className={classes} {...props}>
        {children}
      </Slot.Root>
    )
  }
  return (
    <button
      type="button"
      data-slot="button"
      className={classes}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      // A disabled button drops the focus, so a working one only ignores presses.
      onClick={pending ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {pending ? <Spinner /> : null}
      {children}
    </button>
  )
}
