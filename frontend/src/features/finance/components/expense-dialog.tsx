import { type RefObject, useState } from 'react'
import { useForm } from 'react-hook-form'
import {
  Banner,
  Button,
  Dialog,
  DialogClose,
  DialogContent,
  DialogFooter,
  Field,
  Input,
  NativeSelect,
  notify,
  Textarea,
} from '@/components/ui'
import { type FinanceSummary, showServerErrors } from '@/lib/api'
import { parseMoney } from '@/lib/format'
import { randomId } from '@/lib/ids'
import { today } from '@/lib/ranges'
import { useAddExpense } from '../api'
import { currencyChoices } from '../model'
import type { ChangeSearch } from '../search'

interface ExpenseDialogProps {
  summary: FinanceSummary
  workspace: string | undefined
  opener: RefObject<HTMLButtonElement | null>
  onSearch: ChangeSearch
  onClose: () => void
}

interface Values {
  description: string
  amount: string
  currency: string
  day: string
  note: string
}

export default function ExpenseDialog({ summary, opener, onClose, ...props }: ExpenseDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title="Add an expense"
        description="What you paid elsewhere. It goes into the real books; a mistake can be reversed."
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          opener.current?.focus()
        }}
      >
        <ExpenseForm summary={summary} onClose={onClose} {...props} />
      </DialogContent>
    </Dialog>
  )
}

function ExpenseForm({ summary, workspace, onSearch, onClose }: Omit<ExpenseDialogProps, 'opener'>) {
  // One for the life of the form: sent again, it is the same expense.
  const [clientId] = useState(randomId)
  const add = useAddExpense(workspace)
  const form = useForm<Values>({
    defaultValues: { description: '', amount: '', currency: summary.currency, day: today(), note: '' },
  })
  const { errors } = form.formState
  const submit = form.handleSubmit(async ({ amount, ...values }) => {
    try {
      const amount_minor = parseMoney(amount, values.currency)
      await add.mutateAsync({ ...values, amount_minor, client_id: clientId })
      notify.success('Written down in the real books')
      onSearch({ world: 'real', tile: 'models_and_tools' })
      onClose()
    } catch (error) {
      showServerErrors(error, form, ['description', 'currency', 'day', 'note'])
    }
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {errors.root?.server ? <Banner tone="error">{errors.root.server.message}</Banner> : null}
      <Field label="What for" error={errors.description?.message}>
        <Input
          maxLength={250}
          {...form.register('description', {
            validate: (text) => text.trim() !== '' || 'Say what it was for.',
          })}
        />
      </Field>
      <div className="grid grid-cols-[minmax(0,1fr)_104px] items-start gap-3">
        <Field label="Amount" hint="As it stands on the bill." error={errors.amount?.message}>
          <Input
            inputMode="decimal"
            className="num"
            {...form.register('amount', {
              validate: (text, { currency }) =>
                parseMoney(text, currency) > 0 || 'Write the amount in digits: 12.50.',
            })}
          />
        </Field>
        <Field label="Currency" error={errors.currency?.message}>
          <NativeSelect {...form.register('currency')}>
            {currencyChoices(summary.currencies).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      <Field label="Paid on" error={errors.day?.message}>
        <Input type="date" max={today()} {...form.register('day', { required: 'Choose the day.' })} />
      </Field>
      <Field
        label="Note"
        optional
        hint="Kept with the receipt, such as the bill’s number."
        error={errors.note?.message}
      >
        <Textarea className="min-h-18" maxLength={2000} {...form.register('note')} />
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={add.isPending}>
          Add it
        </Button>
      </DialogFooter>
    </form>
  )
}
