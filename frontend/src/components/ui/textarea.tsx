import type { ComponentProps } from 'react'
import { cn } from './cn'
import { useFieldControl } from './field'
import { inputStyles } from './input'

export const Textarea = ({ className, ...props }: ComponentProps<'textarea'>) => (
  <textarea
    data-slot="textarea"
    className={cn(inputStyles, 'min-h-24 py-2.5 leading-normal', className)}
    {...useFieldControl()}
    {...props}
  />
)
