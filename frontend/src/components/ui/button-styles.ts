import { cva } from 'class-variance-authority'

/** Apart from the button itself: what every page loads first needs its looks, and nothing more of it. */
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
