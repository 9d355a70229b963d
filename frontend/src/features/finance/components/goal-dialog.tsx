import type { RefObject } from 'react'
import { useForm } from 'react-hook-form'
import {
  Banner,
  Button,
  Dialog,
  DialogContent,
  DialogFooter,
  Field,
  Input,
  NativeSelect,
  notify,
} from '@/components/ui'
import { type FinanceGoal, type FinanceSummary, sentenceFor, showServerErrors } from '@/lib/api'
import { parseMoney, plainMoney } from '@/lib/format'
import { today } from '@/lib/ranges'
import { useAddGoal, useChangeGoal, useDeleteGoal } from '../api'
import { currencyChoices } from '../model'

interface GoalDialogProps {
  goal: FinanceGoal | null
  summary: FinanceSummary
  workspace: string | undefined
  opener: RefObject<HTMLElement | null>
  onClose: () => void
}

interface Values {
  name: string
  metric: FinanceGoal['metric']
  target: string
  currency: string
  starts_on: string
  ends_on: string
}

const valuesOf = (goal: FinanceGoal | null, currency: string): Values =>
  goal
    ? { ...goal, target: plainMoney(goal.target_minor, goal.currency) }
    : {
        name: '',
        metric: 'earned',
        target: '',
        currency,
        starts_on: `${today().slice(0, 8)}01`,
        ends_on: '',
      }

export default function GoalDialog({ opener, onClose, ...props }: GoalDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={props.goal ? 'Change the goal' : 'Set a goal'}
        description={
          props.summary.world === 'simulated'
            ? 'This one counts sandbox money. Goals for real money are set on the real side.'
            : 'It counts real money of one currency, from the first day to the last.'
        }
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          opener.current?.focus()
        }}
      >
        <GoalForm onClose={onClose} {...props} />
      </DialogContent>
    </Dialog>
  )
}

function GoalForm({ goal, summary, workspace, onClose }: Omit<GoalDialogProps, 'opener'>) {
  const add = useAddGoal(workspace)
  const change = useChangeGoal()
  const form = useForm<Values>({ defaultValues: valuesOf(goal, summary.currency) })
  const { errors } = form.formState
  const submit = form.handleSubmit(async ({ name, metric, target, currency, starts_on, ends_on }) => {
    const shared = { name, target_minor: parseMoney(target, currency), starts_on, ends_on }
    try {
      if (goal) await change.mutateAsync({ id: goal.id, ...shared })
      else await add.mutateAsync({ ...shared, metric, currency, world: summary.world })
      onClose()
    } catch (error) {
      showServerErrors(error, form, ['name', 'currency', 'starts_on', 'ends_on'])
    }
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {errors.root?.server ? <Banner tone="error">{errors.root.server.message}</Banner> : null}
      <Field label="Name" error={errors.name?.message}>
        <Input
          maxLength={120}
          {...form.register('name', { validate: (text) => text.trim() !== '' || 'Give it a name.' })}
        />
      </Field>
      <Field label="What counts" hint="Kept is what is left after fees, refunds, models and tools.">
        <NativeSelect disabled={goal !== null} {...form.register('metric')}>
          <option value="earned">What is earned</option>
          <option value="kept">What is kept</option>
        </NativeSelect>
      </Field>
      <div className="grid grid-cols-[minmax(0,1fr)_104px] items-start gap-3">
        <Field label="Target" error={errors.target?.message}>
          <Input
            inputMode="decimal"
            className="num"
            {...form.register('target', {
              validate: (text, { currency }) =>
                parseMoney(text, currency) > 0 || 'Write the amount in digits: 1000.',
            })}
          />
        </Field>
        <Field label="Currency" error={errors.currency?.message}>
          <NativeSelect disabled={goal !== null} {...form.register('currency')}>
            {currencyChoices([...(goal ? [goal.currency] : []), ...summary.currencies]).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      <div className="grid grid-cols-2 items-start gap-3">
        <Field label="From" error={errors.starts_on?.message}>
          <Input type="date" {...form.register('starts_on', { required: 'Choose the first day.' })} />
        </Field>
        <Field label="Up to" error={errors.ends_on?.message}>
          <Input type="date" {...form.register('ends_on', { required: 'Choose the last day.' })} />
        </Field>
      </div>
      <DialogFooter>
        {goal ? <PutAway goal={goal} onClose={onClose} /> : null}
        <Button type="submit" variant="primary" pending={add.isPending || change.isPending}>
          {goal ? 'Save' : 'Set it'}
        </Button>
      </DialogFooter>
    </form>
  )
}

/** Archived it can be looked up again; deleted it is gone. Neither touches the books. */
function PutAway({ goal, onClose }: { goal: FinanceGoal; onClose: () => void }) {
  const change = useChangeGoal()
  const remove = useDeleteGoal()
  const told = (sentence: string) => ({
    onSuccess: () => {
      notify.success(sentence)
      onClose()
    },
    onError: (error: Error) => notify.error(sentenceFor(error)),
  })
  return (
    <div className="mr-auto flex flex-wrap gap-2">
      <Button
        variant="quiet"
        pending={change.isPending}
        onClick={() => change.mutate({ id: goal.id, archived: true }, told('The goal is archived'))}
      >
        Archive
      </Button>
      <Button
        variant="quiet"
        className="text-vermilion"
        pending={remove.isPending}
        onClick={() => remove.mutate(goal.id, told('The goal is deleted'))}
      >
        Delete
      </Button>
    </div>
  )
}
