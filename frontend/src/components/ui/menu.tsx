import { Check } from 'lucide-react'
import { DropdownMenu as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const Menu = Primitive.Root
export const MenuTrigger = Primitive.Trigger
export const MenuRadioGroup = Primitive.RadioGroup

export const MenuContent = ({ className, ...props }: ComponentProps<typeof Primitive.Content>) => (
  <Primitive.Portal>
    <Primitive.Content
      sideOffset={8}
      collisionPadding={10}
      className={cn(
        'z-50 min-w-56 rounded-card border border-hairline bg-sheet p-1.5 shadow-sheet outline-none',
        'data-[state=open]:animate-in data-[state=open]:fade-in-0 duration-[var(--quick)]',
        className,
      )}
      {...props}
    />
  </Primitive.Portal>
)

const itemStyles =
  'flex min-h-9 cursor-default items-center gap-2.5 rounded px-2.5 text-[14.5px] text-ink outline-none select-none data-highlighted:bg-sunk pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:text-ink-3'

export const MenuItem = ({ className, ...props }: ComponentProps<typeof Primitive.Item>) => (
  <Primitive.Item className={cn(itemStyles, className)} {...props} />
)

export const MenuRadioItem = ({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.RadioItem>) => (
  <Primitive.RadioItem className={cn(itemStyles, 'justify-between', className)} {...props}>
    <span className="flex items-center gap-2.5">{children}</span>
    <Primitive.ItemIndicator>
      <Check aria-hidden />
    </Primitive.ItemIndicator>
  </Primitive.RadioItem>
)

export const MenuLabel = ({ className, ...props }: ComponentProps<typeof Primitive.Label>) => (
  <Primitive.Label className={cn('px-2.5 pt-2 pb-1 text-[13px] text-ink-3', className)} {...props} />
)

export const MenuSeparator = () => <Primitive.Separator className="my-1.5 h-px bg-hairline" />
