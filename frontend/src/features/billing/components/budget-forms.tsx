import { type ReactNode, useId, useState } from 'react'
import { RefusalNotice } from '@/components/limits'
import { Button, Checkbox, Field, Input, InputWithSuffix } from '@/components/ui'
import type { Budget } from '@/lib/api'
import { useBilling } from '../context'
import { useSaveLimit, useSaveOverage, useTopUp } from '../deeds'
import { dollarsIn } from '../model'

const NOT_AN_AMOUNT = 'Write an amount in dollars, such as 12.50.'

/** 1250000000 → "12.50" */
const dollarsOf = (e8: number | null) => (e8 === null ? '' : (e8 / 1e8).toFixed(2))

interface AmountFormProps {
  label: string
  hint: string
  first: string
  action: string
  isPending: boolean
  error: unknown
  onSave: (dollars: string) => void
  onClose: () => void
  /** Before the buttons. */
  children?: ReactNode
}

/** One amount in dollars, and what goes with it. */
function AmountForm({
  label,
  hint,
  first,
  action,
  isPending,
  error,
  onSave,
  onClose,
  children,
}: AmountFormProps) {
  const [typed, setTyped] = useState(first)
  const [isOdd, setIsOdd] = useState(false)
  return (
    <form
      noValidate
      className="grid gap-3 rounded bg-sunk p-4"
      onSubmit={(event) => {
        event.preventDefault()
        const dollars = dollarsIn(typed)
        setIsOdd(dollars === null)
        if (dollars !== null) onSave(dollars)
      }}
    >
      <Field label={label} hint={hint} error={isOdd ? NOT_AN_AMOUNT : undefined} className="max-w-72">
        <Input
          autoFocus
          inputMode="decimal"
          className="num"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      {children}
      {error ? <RefusalNotice error={error} /> : null}
      <div className="flex flex-wrap gap-2.5">
        <Button type="submit" size="s" variant="primary" pending={isPending}>
          {action}
        </Button>
        <Button size="s" variant="quiet" onClick={onClose}>
          Never mind
        </Button>
      </div>
    </form>
  )
}

interface LimitFormProps {
  kind: 'workspace' | 'user'
  budget: Budget
  onClose: () => void
}

export function LimitForm({ kind, budget, onClose }: LimitFormProps) {
  const { workspace } = useBilling()
  const save = useSaveLimit(workspace, kind)
  const [warnAt, setWarnAt] = useState(String(budget.warn_percent))
  const warn_percent = Math.min(100, Math.max(1, Math.round(Number(warnAt)) || budget.warn_percent))
  const takeAway = () => save.mutate({ limit_usd: null }, { onSuccess: onClose })
  return (
    <AmountForm
      label="Dollars a month"
      hint={
        kind === 'user'
          ? 'What you alone may spend, in every workspace.'
          : 'What everyone here may spend together.'
      }
      first={dollarsOf(budget.limit_e8)}
      action="Save"
      isPending={save.isPending}
      error={save.error}
      onSave={(usd) => save.mutate({ limit_usd: Number(usd), warn_percent }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Field label="Warn at" className="max-w-32">
        <InputWithSuffix
          suffix="%"
          inputMode="numeric"
          value={warnAt}
          onChange={(event) => setWarnAt(event.target.value)}
        />
      </Field>
      {budget.limit_e8 === null ? null : (
        <Button size="s" variant="danger" className="justify-self-start" onClick={takeAway}>
          Take this limit away
        </Button>
      )}
    </AmountForm>
  )
}

export function TopUpForm({ onClose }: { onClose: () => void }) {
  const { workspace } = useBilling()
  const topUp = useTopUp(workspace)
  return (
    <AmountForm
      label="Dollars to add"
      hint="To the workspace’s limit, for this month only."
      first=""
      action="Add"
      isPending={topUp.isPending}
      error={topUp.error}
      onSave={(amount) => topUp.mutate(amount, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}

export function OverageForm({ budget, onClose }: { budget: Budget; onClose: () => void }) {
  const { workspace } = useBilling()
  const save = useSaveOverage(workspace)
  const id = useId()
  const [allowed, setAllowed] = useState(true)
  const stop = () => save.mutate('0', { onSuccess: onClose })
  return (
    <AmountForm
      label="Dollars past what is included"
      hint="At most so much more in a month. What is used of it is charged at cost on your next invoice."
      first={budget.overage?.allowed ? dollarsOf(budget.overage.cap_e8) : ''}
      action="Save"
      isPending={save.isPending}
      error={save.error}
      onSave={(cap) => (allowed ? save.mutate(cap, { onSuccess: onClose }) : stop())}
      onClose={onClose}
    >
      <div className="flex items-center gap-3">
        <Checkbox id={id} checked={allowed} onCheckedChange={(checked) => setAllowed(checked === true)} />
        <label htmlFor={id} className="text-[14.5px]">
          Go on past what the plan includes
        </label>
      </div>
    </AmountForm>
  )
}
