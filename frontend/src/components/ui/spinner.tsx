import { LoaderCircle } from 'lucide-react'
import { cn } from './cn'

export const Spinner = ({ className }: { className?: string }) => (
  <LoaderCircle aria-hidden className={cn('size-[1.15em] animate-spin', className)} />
)
