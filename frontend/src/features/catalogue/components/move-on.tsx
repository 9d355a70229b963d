import { useState } from 'react'
import { Banner, Button, Field, notify, Textarea } from '@/components/ui'
import { isApiError, sentenceFor } from '@/lib/api'
import { useMoveOrder } from '../deeds'
import type { DeskOrder } from '../types'

type To = Parameters<ReturnType<typeof useMoveOrder>['mutate']>[0]['to']

const DEEDS: Record<To, string> = {
  in_progress: 'Begin the work',
  delivered: 'Say it is delivered',
  closed: 'Close it',
  declined: 'Decline it',
  cancelled: 'Cancel it',
}
const ENDS: readonly string[] = ['declined', 'cancelled']

const isTo = (state: string): state is To => Object.hasOwn(DEEDS, state)

interface MoveOnProps {
  order: DeskOrder
  onChanged: (order: DeskOrder) => void
}

/** The next steps that are ours, each with a note that the customer reads. */
export function MoveOn({ order, onChanged }: MoveOnProps) {
  const move = useMoveOrder(order.id)
  const [chosen, setChosen] = useState<To | null>(null)
  const [note, setNote] = useState('')
  const ways = order.ways_on.map(({ state }) => state).filter(isTo)
  if (ways.length === 0) return null

  function go(to: To) {
    move.mutate(
      { to, note: note.trim(), seen: order.updated_at },
      {
        onSuccess: (moved) => {
          notify.success(`${order.number}: ${moved.state_display.toLowerCase()}`)
          setChosen(null)
          setNote('')
          onChanged(moved)
        },
      },
    )
  }

  return (
    <section aria-label="Move it on" className="grid gap-3">
      <div className="flex flex-wrap gap-2.5">
        {ways.map((to) => (
          <Button
            key={to}
            size="s"
            variant={ENDS.includes(to) ? 'danger' : 'plain'}
            aria-expanded={chosen === to}
            onClick={() => setChosen(chosen === to ? null : to)}
          >
            {DEEDS[to]}…
          </Button>
        ))}
      </div>
      {chosen ? (
        <div className="grid gap-3 rounded-card border border-hairline p-4">
          <Field label="Note to the customer" optional>
            <Textarea
              rows={2}
              maxLength={500}
              className="min-h-0"
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          </Field>
          {move.error ? (
            <Banner tone={isApiError(move.error, 'changed_meanwhile') ? 'wait' : 'error'} role="alert">
              {sentenceFor(move.error)}
            </Banner>
          ) : null}
          <Button
            className="justify-self-start"
            variant={ENDS.includes(chosen) ? 'danger' : 'primary'}
            pending={move.isPending}
            onClick={() => go(chosen)}
          >
            {DEEDS[chosen]}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
