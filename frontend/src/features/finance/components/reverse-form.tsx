import { type FormEvent, useState } from 'react'
import { Banner, Button, Field, Input, notify } from '@/components/ui'
import { sentenceFor } from '@/lib/api'
import { useReverse } from '../api'

interface ReverseFormProps {
  id: string
  /** With the id of the entry that takes this one back. */
  onDone: (id: string) => void
  onCancel: () => void
}

/** Nothing is deleted: a second entry takes the first one back, and says why. */
export function ReverseForm({ id, onDone, onCancel }: ReverseFormProps) {
  const [reason, setReason] = useState('')
  const reverse = useReverse(id)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!reason.trim() || reverse.isPending) return
    // Once the entry is reversed this form is gone, and with it what `mutate` would call back.
    const reversal = await reverse.mutateAsync(reason).catch(() => undefined)
    if (!reversal) return
    notify.success('Reversed: both entries stay in the books')
    onDone(reversal.id)
  }
  return (
    <form onSubmit={submit} className="grid gap-3 rounded-card border border-hairline p-4">
      {reverse.error ? <Banner tone="error">{sentenceFor(reverse.error)}</Banner> : null}
      <Field label="Why?" hint="A second entry of the opposite amount is written today. Both stay.">
        <Input autoFocus maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="s" onClick={onCancel}>
          Leave it
        </Button>
        <Button size="s" type="submit" variant="danger" disabled={!reason.trim()} pending={reverse.isPending}>
          Reverse it
        </Button>
      </div>
    </form>
  )
}
