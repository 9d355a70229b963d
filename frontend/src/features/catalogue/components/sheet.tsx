import { type ReactNode, useState } from 'react'
import { Banner, Button, Dialog, DialogContent } from '@/components/ui'

interface SheetProps {
  title: string
  description?: ReactNode
  /** Something is typed that is not saved: closing asks first. */
  dirty?: boolean
  onClose: () => void
  children: ReactNode
}

/** At the right edge, as high as the window; on a phone all of it. Whatever had the focus gets it back. */
export function Sheet({ title, description, dirty = false, onClose, children }: SheetProps) {
  const [opener] = useState(() => document.activeElement)
  const [isAsking, setAsking] = useState(false)
  const close = () => (dirty ? setAsking(true) : onClose())
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : close())}>
      <DialogContent
        title={title}
        description={description}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          if (opener instanceof HTMLElement) opener.focus()
        }}
        className="top-0 right-0 left-auto h-dvh max-h-dvh w-[min(600px,100vw)] translate-x-0 translate-y-0 grid-cols-[minmax(0,1fr)] content-start gap-6 rounded-none px-4 sm:rounded-l-card sm:px-7"
      >
        {isAsking && dirty ? (
          <Banner
            tone="wait"
            role="alert"
            className="sticky top-0 z-10 flex-wrap shadow-sheet"
            action={
              <span className="flex gap-2">
                <Button size="s" onClick={() => setAsking(false)}>
                  Go on
                </Button>
                <Button size="s" variant="danger" onClick={onClose}>
                  Discard
                </Button>
              </span>
            }
          >
            What you changed is not saved.
          </Banner>
        ) : null}
        {children}
      </DialogContent>
    </Dialog>
  )
}

/** A confirmation in the middle of the page. */
export function Ask({ title, description, onClose, children }: Omit<SheetProps, 'dirty'>) {
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
