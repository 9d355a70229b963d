import { useRef, useState } from 'react'
import {
  Banner,
  Button,
  Dialog,
  DialogClose,
  DialogContent,
  DialogFooter,
  DialogTrigger,
  Field,
  Textarea,
} from '@/components/ui'
import { sentenceFor } from '@/lib/api'
import { useCancelOrder } from '../api'
import type { Order } from '../types'

const LONGEST_NOTE = 500

/** Asks once more, since an order that is cancelled cannot be taken up again. */
export function CancelOrder({ order }: { order: Order }) {
  const [open, setOpen] = useState(false)
  const note = useRef<HTMLTextAreaElement>(null)
  const cancel = useCancelOrder(order.id)
  const letGo = () => cancel.mutate(note.current?.value.trim() ?? '', { onSuccess: () => setOpen(false) })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="danger">Cancel the order…</Button>
      </DialogTrigger>
      <DialogContent
        title={`Cancel ${order.number}?`}
        description="It costs nothing, and cannot be taken up again. Your answers stay readable here."
      >
        {cancel.isError ? <Banner tone="error">{sentenceFor(cancel.error)}</Banner> : null}
        <Field label="Why?" optional hint="So that we can do better.">
          <Textarea ref={note} rows={3} maxLength={LONGEST_NOTE} />
        </Field>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Keep the order</Button>
          </DialogClose>
          <Button variant="danger" pending={cancel.isPending} onClick={letGo}>
            Cancel the order
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
