import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { useFieldControl } from './field'
import { inputStyles } from './input'

/** The browser's own list: best where there are hundreds of choices, as with time zones. */
export const NativeSelect = ({ className, children, ...props }: ComponentProps<'select'>) => (
  <div className="relative">
    <select
      className={cn(inputStyles, 'h-11 appearance-none pr-9', className)}
      {...useFieldControl()}
      {...props}
    >
      {children}
    </select>
    <ChevronDown aria-hidden className="pointer-events-none absolute top-3.5 right-3 size-4 text-ink-3" />
  </div>
)
