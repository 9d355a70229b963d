import { useState } from 'react'
import { useForm } from 'react-hook-form'
import {
  Banner,
  Button,
  DialogClose,
  DialogFooter,
  Field,
  Input,
  NativeSelect,
  notify,
} from '@/components/ui'
import { isApiError, showServerErrors } from '@/lib/api'
import { exactMoney, parseMoney, plural } from '@/lib/format'
import { useMakePrice } from '../deeds'
import { currentPrices, EACH } from '../model'
import type { CataloguePlan } from '../types'
import { Ask } from './sheet'

/** What is sold in so far. */
const CURRENCY = 'USD'

interface NewPriceProps {
  plan: CataloguePlan
  onClose: () => void
}

interface Values {
  interval: 'month' | 'year'
  amount: string
}

/** Asks another amount from now on, and says beforehand who goes on paying the former one. */
export default function NewPrice({ plan, onClose }: NewPriceProps) {
  const make = useMakePrice(plan.key)
  const currency = CURRENCY
  const form = useForm<Values>({ defaultValues: { interval: 'month', amount: '' } })
  const { errors } = form.formState
  const [stale, setStale] = useState(false)
  const { interval, amount } = form.watch()
  const former = currentPrices(plan).find((price) => price.interval === interval)
  const minor = parseMoney(amount, currency)

  const submit = form.handleSubmit(async () => {
    setStale(false)
    try {
      await make.mutateAsync({ seen: plan.updated_at, interval, currency, amount_minor: minor })
      notify.success(`${plan.name} costs ${exactMoney(minor, currency)} ${EACH[interval]} from now on`)
      onClose()
    } catch (error) {
      const [wrong] = isApiError(error) ? (error.errors.amount_minor ?? []) : []
      if (isApiError(error, 'changed_meanwhile')) setStale(true)
      else if (wrong) form.setError('amount', { message: wrong }, { shouldFocus: true })
      else showServerErrors(error, form, ['interval'])
    }
  })

  return (
    <Ask
      title={`A new price for ${plan.name}`}
      description="It is asked of who subscribes from now on, as soon as Stripe is synced."
      onClose={onClose}
    >
      <form onSubmit={submit} noValidate className="grid gap-4">
        {stale ? (
          <Banner tone="wait" role="alert">
            Somebody changed {plan.name} meanwhile. The prices behind this are as they are now; yours is still
            here.
          </Banner>
        ) : null}
        {errors.root?.server ? <Banner tone="error">{errors.root.server.message}</Banner> : null}
        <div className="grid grid-cols-2 items-start gap-3">
          <Field label="Billed">
            <NativeSelect {...form.register('interval')}>
              <option value="month">Monthly</option>
              <option value="year">Yearly</option>
            </NativeSelect>
          </Field>
          <Field label={`Amount in ${currency}`} error={errors.amount?.message}>
            <Input
              inputMode="decimal"
              autoComplete="off"
              className="num"
              placeholder={former ? former.display.replace(/[^\d.,]/g, '') : '19.00'}
              {...form.register('amount', {
                validate: (text) =>
                  parseMoney(text, currency) > 0 || 'Write the amount in digits: 19 or 19.50.',
              })}
            />
          </Field>
        </div>
        <p className="num text-[14.5px] text-ink-2">
          {former
            ? former.subscriptions > 0
              ? `${plural(former.subscriptions, 'subscription')} at ${former.display} ${EACH[interval]} ${former.subscriptions === 1 ? 'stays' : 'stay'} at that. It is sold to nobody new.`
              : `It takes the place of ${former.display} ${EACH[interval]}, which nobody pays.`
            : `${plan.name} has no such price today: this is its first.`}
        </p>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" pending={make.isPending}>
            Make the price
          </Button>
        </DialogFooter>
      </form>
    </Ask>
  )
}
