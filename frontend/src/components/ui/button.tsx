import type { VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { buttonStyles } from './button-styles'
import { cn } from './cn'
import { Spinner } from './spinner'

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
