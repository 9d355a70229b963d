import type { BillingInterval } from '@/lib/api'
import { useBilling } from '../context'
import { BillingDialog } from './billing-dialog'
import { CancelDialog, ChangeDialog, CheckoutDialog } from './dialogs'

interface WantedProps {
  plan: string
  interval: BillingInterval | null
  onClose: () => void
}

/** What the address asks for: a checkout for who has no plan, a change for who has one. */
export function Wanted({ plan, interval, onClose }: WantedProps) {
  const { subscription } = useBilling()
  const { can, status } = subscription
  const isFree = status === 'free'
  if (plan === 'free' && can.cancel.allowed) return <CancelDialog onClose={onClose} />
  if (isFree && can.checkout.allowed) {
    return <CheckoutDialog plan={plan} interval={interval ?? 'month'} onClose={onClose} />
  }
  if (can.change.allowed) {
    return <ChangeDialog plan={plan} {...(interval ? { interval } : {})} onClose={onClose} />
  }
  return (
    <BillingDialog title="Not from here" onClose={onClose}>
      <p className="text-[15px] text-ink-2">{isFree ? can.checkout.reason : can.change.reason}</p>
    </BillingDialog>
  )
}
