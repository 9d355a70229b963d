import { useState } from 'react'
import { RefusalNotice } from '@/components/limits'
import { Button, Field, Input, notify } from '@/components/ui'
import { useBilling } from '../context'
import { useCoupon, usePortal } from '../deeds'
import { leaving } from '../leaving'
import { Said } from './said'

export function Payment() {
  const { seesMoney, subscription } = useBilling()
  if (!seesMoney) return <Said>Owners, admins and accountants of the workspace see how it pays.</Said>
  const hasPlan = subscription.status !== 'free' && !subscription.plan.by_contract
  return (
    <div className="grid gap-6">
      <Card />
      {hasPlan ? <Coupon /> : null}
    </div>
  )
}

const BRANDS: Record<string, string> = { visa: 'Visa', mastercard: 'Mastercard', amex: 'American Express' }

function Card() {
  const { workspace, subscription } = useBilling()
  const { payment_method: card, can } = subscription
  const portal = usePortal(workspace)
  const open = () => portal.mutate(undefined, { onSuccess: ({ url }) => leaving.to(url) })
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="num text-[15px]">
          {card ? (
            <>
              {BRANDS[card.brand] ?? card.brand} ending in {card.last4}
              <span className="block text-[13.5px] text-ink-3">Valid until {card.exp}</span>
            </>
          ) : (
            <span className="text-ink-2">No card is kept.</span>
          )}
        </p>
        {can.portal.allowed ? (
          <Button pending={portal.isPending || portal.isSuccess} onClick={open}>
            {card ? 'Update' : 'Open the payment settings'}
          </Button>
        ) : null}
      </div>
      {can.portal.allowed ? null : <p className="text-[14px] text-ink-3">{can.portal.reason}</p>}
      {portal.error ? <RefusalNotice error={portal.error} /> : null}
    </div>
  )
}

function Coupon() {
  const { workspace, subscription, manages } = useBilling()
  const coupon = useCoupon(workspace)
  const [code, setCode] = useState('')
  const apply = () =>
    coupon.mutate(code.trim(), {
      onSuccess: () => {
        setCode('')
        notify.success('The discount is yours')
      },
    })
  return (
    <div className="grid gap-3 border-t border-hairline pt-5">
      {subscription.discount ? (
        <p className="text-[15px]">
          Discount: <b className="font-[560]">{subscription.discount}</b>
        </p>
      ) : null}
      {manages ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (code.trim()) apply()
          }}
        >
          <Field label="Promotion code">
            <div className="flex gap-2.5">
              <Input
                autoCapitalize="characters"
                autoCorrect="off"
                spellCheck={false}
                maxLength={100}
                className="max-w-60"
                value={code}
                onChange={(event) => {
                  coupon.reset()
                  setCode(event.target.value)
                }}
              />
              <Button type="submit" className="h-11" disabled={!code.trim()} pending={coupon.isPending}>
                Apply
              </Button>
            </div>
          </Field>
        </form>
      ) : null}
      {coupon.error ? <RefusalNotice error={coupon.error} /> : null}
    </div>
  )
}
