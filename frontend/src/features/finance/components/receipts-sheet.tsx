import type { ReactNode } from 'react'
import { Dialog, DialogContent } from '@/components/ui'

interface ReceiptsSheetProps {
  title: string
  onClose: () => void
  children: ReactNode
}

/** From the bottom edge, as high as it needs to be. */
export default function ReceiptsSheet({ title, onClose, children }: ReceiptsSheetProps) {
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={title}
        className="num top-auto bottom-0 max-h-[88dvh] w-full max-w-[640px] translate-y-0 grid-cols-[minmax(0,1fr)] gap-2 rounded-b-none px-4 pb-0 sm:px-6"
      >
        {children}
      </DialogContent>
    </Dialog>
  )
}
