import { type ReactNode, useState } from 'react'
import { Dialog, DialogContent } from '@/components/ui'

interface BillingDialogProps {
  title: string
  description?: string
  onClose: () => void
  children: ReactNode
}

/** Opened by a button or by an address; whatever had the focus gets it back. */
export function BillingDialog({ title, description, onClose, children }: BillingDialogProps) {
  const [opener] = useState(() => document.activeElement)
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={title}
        description={description}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          if (opener instanceof HTMLElement) opener.focus()
        }}
      >
        {children}
      </DialogContent>
    </Dialog>
  )
}
