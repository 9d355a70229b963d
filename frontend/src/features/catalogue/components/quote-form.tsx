import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { Banner, Button, Field, Input, notify, Textarea } from '@/components/ui'
import { isApiError, showServerErrors } from '@/lib/api'
import { isoDay, parseMoney, plainMoney } from '@/lib/format'
import { useQuote } from '../deeds'
import type { DeskOrder } from '../types'

interface QuoteFormProps {
  order: DeskOrder
  onTyping: (isTyping: boolean) => void
  onChanged: (order: DeskOrder) => void
}

interface Values {
  amount: string
  note: string
  until: string
}

const HOLDS_DAYS = 30

function inDays(days: number): string {
  const day = new Date()
  day.setDate(day.getDate() + days)
  return isoDay(day)
}

const valuesOf = ({ quote, currency }: DeskOrder): Values => ({
  amount: quote ? plainMoney(quote.amount_minor, currency) : '',
  note: quote?.note ?? '',
  until: inDays(HOLDS_DAYS),
})

/** One price in writing; a second one takes the first one's place. */
export function QuoteForm({ order, onTyping, onChanged }: QuoteFormProps) {
  const quote = useQuote(order.id)
  const { currency, price_range: range } = order
  // As it stood when this was begun: what comes in meanwhile is shown, and is no reason to send what it was not for.
  const [seen, setSeen] = useState(order.updated_at)
  const form = useForm<Values>({ defaultValues: valuesOf(order) })
  const { errors, isDirty } = form.formState
  const [isOvertaken, setOvertaken] = useState(false)
  useEffect(() => {
    onTyping(isDirty)
    return () => onTyping(false)
  }, [isDirty, onTyping])
  const minor = parseMoney(form.watch('amount'), currency)
  const isOutside = minor < range.from_minor || minor > range.to_minor

  const submit = form.handleSubmit(async ({ note, until }) => {
    setOvertaken(false)
    try {
      const body = { seen, amount_minor: minor, note: note.trim() }
      // To the end of the day on which it still holds, where the person sits.
      const made = await quote.mutateAsync({
        ...body,
        valid_until: new Date(`${until}T23:59:59`).toISOString(),
      })
      notify.success(`${order.number} is quoted; the customer is written to`)
      setSeen(made.updated_at)
      form.reset(valuesOf(made))
      onChanged(made)
    } catch (error) {
      if (isApiError(error, 'changed_meanwhile')) {
        setOvertaken(true)
        setSeen(String(error.body.updated_at))
      } else {
        const said = isApiError(error) ? error.errors : {}
        if (said.amount_minor) form.setError('amount', { message: said.amount_minor.join(' ') })
        else if (said.valid_until) form.setError('until', { message: said.valid_until.join(' ') })
        else showServerErrors(error, form, ['note'])
      }
    }
  })

  return (
    <form onSubmit={submit} noValidate aria-labelledby="quote-title" className="grid gap-4">
      <h3 id="quote-title" className="text-[19px]">
        {order.quote ? 'Quote anew' : 'Name the price'}
      </h3>
      {isOvertaken ? (
        <Banner tone="wait" role="alert">
          This order was changed meanwhile, and is shown as it is now. What you typed is still here: look once
          more, then send it.
        </Banner>
      ) : null}
      {errors.root?.server ? <Banner tone="error">{errors.root.server.message}</Banner> : null}
      <div className="grid grid-cols-2 items-start gap-3">
        <Field
          label={`Amount in ${currency}`}
          hint={isOutside ? `The package says ${range.display}.` : range.display}
          error={errors.amount?.message}
        >
          <Input
            inputMode="decimal"
            autoComplete="off"
            className="num"
            {...form.register('amount', {
              validate: (text) => parseMoney(text, currency) > 0 || 'Write the amount in digits: 450.',
            })}
          />
        </Field>
        <Field label="Holds until" error={errors.until?.message}>
          <Input
            type="date"
            min={isoDay(new Date())}
            {...form.register('until', { required: 'Choose the last day.' })}
          />
        </Field>
      </div>
      <Field label="What it covers" optional hint="The customer reads it beside the price.">
        <Textarea rows={4} maxLength={5000} {...form.register('note')} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={quote.isPending}>
          Send the quote
        </Button>
      </div>
    </form>
  )
}
