import { Check, ChevronDown } from 'lucide-react'
import { Select as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { useFieldControl } from './field'
import { inputStyles } from './input'

export const Select = Primitive.Root

interface SelectTriggerProps extends ComponentProps<typeof Primitive.Trigger> {
  placeholder?: string
}

export const SelectTrigger = ({ className, placeholder, ...props }: SelectTriggerProps) => (
  <Primitive.Trigger
    data-slot="select"
    className={cn(inputStyles, 'flex h-11 items-center justify-between gap-2 text-left', className)}
    {...useFieldControl()}
    {...props}
  >
    <Primitive.Value placeholder={placeholder} />
    <Primitive.Icon>
      <ChevronDown aria-hidden className="size-4 text-ink-3" />
    </Primitive.Icon>
  </Primitive.Trigger>
)

export const SelectContent = ({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.Content>) => (
  <Primitive.Portal>
    <Primitive.Content
      position="popper"
      sideOffset={6}
      className={cn(
        'z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-auto rounded border border-hairline bg-sheet p-1 shadow-sheet',
        className,
      )}
      {...props}
    >
      <Primitive.Viewport>{children}</Primitive.Viewport>
    </Primitive.Content>
  </Primitive.Portal>
)

export const SelectItem = ({ className, children, ...props }: ComponentProps<typeof Primitive.Item>) => (
  <Primitive.Item
    className={cn(
      'flex min-h-9 cursor-default items-center justify-between gap-3 rounded-[5px] px-2.5 text-[14.5px] outline-none data-highlighted:bg-sunk pointer-coarse:min-h-11',
      className,
    )}
    {...props}
  >
    <Primitive.ItemText>{children}</Primitive.ItemText>
    <Primitive.ItemIndicator>
      <Check aria-hidden className="size-4 text-verdigris" />
    </Primitive.ItemIndicator>
  </Primitive.Item>
)
