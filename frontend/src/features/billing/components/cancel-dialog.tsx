import { useState } from 'react'
import { RefusalNotice } from '@/components/limits'
import {
  Button,
  DialogClose,
  DialogFooter,
  Field,
  notify,
  RadioCard,
  RadioGroup,
  Textarea,
} from '@/components/ui'
import type { CancelReason } from '@/lib/api'
import { useBilling } from '../context'
import { useCancel } from '../deeds'
import { dayOf, subscribedTo } from '../model'
import { BillingDialog } from './billing-dialog'

const REASONS: [CancelReason, string][] = [
  ['too_expensive', 'It is too expensive'],
  ['missing_features', 'Something is missing'],
  ['unused', 'I do not use it enough'],
  ['switched_service', 'I use something else now'],
  ['too_complex', 'It is too complicated'],
  ['low_quality', 'It is not good enough'],
  ['customer_service', 'I was not helped well'],
  ['other', 'Another reason'],
]

/** Says what is kept and until when, and asks why. */
export default function CancelDialog({ onClose }: { onClose: () => void }) {
  const { workspace, subscription } = useBilling()
  const { renews_or_ends_at: ends } = subscription
  const plan = subscribedTo(subscription)
  const cancel = useCancel(workspace)
  const [reason, setReason] = useState<CancelReason | null>(null)
  const [comment, setComment] = useState('')
  const until = ends ? ` until ${dayOf(ends)}` : ''

  function confirm() {
    if (!reason) return
    cancel.mutate(
      { reason, comment: comment.trim(), immediately: false },
      {
        onSuccess: () => {
          notify.success(`${plan} is cancelled`)
          onClose()
        },
      },
    )
  }

  return (
    <BillingDialog
      title={`Cancel ${plan}`}
      description={`You keep ${plan}${until}, and are on Free after that. You can resume at any time before.`}
      onClose={onClose}
    >
      <p className="text-[14.5px] text-ink-2">
        Everything you made is kept: launches, conversations, products and files. Where you have more than
        Free includes, it stays and nothing can be added.
      </p>
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-[14px] font-[560]">Why do you leave?</legend>
        <RadioGroup
          aria-label="Why do you leave?"
          className="sm:grid-cols-2"
          value={reason ?? ''}
          onValueChange={(value) => setReason(value as CancelReason)}
        >
          {REASONS.map(([value, label]) => (
            <RadioCard key={value} value={value} label={label} />
          ))}
        </RadioGroup>
      </fieldset>
      <Field label="What could be better?" optional>
        <Textarea maxLength={500} value={comment} onChange={(event) => setComment(event.target.value)} />
      </Field>
      {cancel.error ? <RefusalNotice error={cancel.error} /> : null}
      <DialogFooter>
        <DialogClose asChild>
          <Button>Keep {plan}</Button>
        </DialogClose>
        <Button variant="danger" disabled={!reason} pending={cancel.isPending} onClick={confirm}>
          Cancel {plan}
        </Button>
      </DialogFooter>
    </BillingDialog>
  )
}
