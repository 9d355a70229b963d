import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { RefusalNotice } from '@/components/limits'
import { Banner, Button, Card, notify, Tag } from '@/components/ui'
import { buttonStyles } from '@/components/ui/button-styles'
import type { Subscription } from '@/lib/api'
import { plansQuery } from '../api'
import { useBilling } from '../context'
import { useResume } from '../deeds'
import { dayOf, EACH, exactMoney, graceSentences, planOf, priceOf, subscribedTo, whatComes } from '../model'
import { CancelDialog, ChangeDialog } from './dialogs'
import { PlanOffers } from './plan-offers'
import { Said } from './said'

export function PlanPart() {
  const { subscription } = useBilling()
  const isFree = subscription.status === 'free'
  return (
    <div className="grid gap-5">
      <GraceBanner subscription={subscription} />
      <PlanCard />
      {isFree ? <PlanOffers /> : null}
    </div>
  )
}

function GraceBanner({ subscription }: { subscription: Subscription }) {
  const { grace } = subscription
  if (!grace) return null
  return (
    <Banner
      tone="error"
      className="flex-wrap"
      action={
        grace.pay_link ? (
          <a
            href={grace.pay_link}
            target="_blank"
            rel="noreferrer"
            className={buttonStyles({ variant: 'primary', size: 's' })}
          >
            Pay {grace.amount_due?.display ?? 'now'}
          </a>
        ) : null
      }
    >
      {graceSentences(subscription).join(' ')}
      {grace.pay_link ? null : ' An owner or admin of the workspace can pay.'}
    </Banner>
  )
}

const TONES: Record<string, 'plain' | 'wait' | 'done' | 'alert'> = {
  active: 'done',
  trialing: 'wait',
  past_due: 'alert',
  unpaid: 'alert',
  incomplete: 'wait',
}

function PlanCard() {
  const { subscription } = useBilling()
  const { plan, status, status_display, cancels_at, next_charge, discount } = subscription
  return (
    <Card className="grid gap-5">
      <div className="flex items-start justify-between gap-x-4">
        <div className="min-w-0">
          <h3 className="text-[28px]">{plan.name}</h3>
          <p className="mt-1.5 text-[15px] text-ink-2">{whatComes(subscription)}</p>
        </div>
        <div className="grid shrink-0 justify-items-end gap-1.5">
          <Price />
          <Tag tone={cancels_at ? 'wait' : (TONES[status] ?? 'plain')}>
            {cancels_at ? 'Cancelled' : status_display}
          </Tag>
        </div>
      </div>
      {next_charge ? (
        <p className="num border-t border-hairline pt-4 text-[14.5px] text-ink-2">
          Next charge:{' '}
          <b className="font-[560] text-ink">{exactMoney(next_charge.amount_minor, next_charge.currency)}</b>{' '}
          on {dayOf(next_charge.at)}
          {next_charge.before_discounts ? `, less your discount (${discount})` : ''}. Tax may be added.
        </p>
      ) : null}
      {status === 'free' ? null : <Actions />}
    </Card>
  )
}

function Price() {
  const { subscription } = useBilling()
  const { data: prices } = useQuery(plansQuery)
  const { plan, interval, status } = subscription
  if (status === 'free') return <p className="num text-[17px]">$0</p>
  const price = interval ? priceOf(planOf(prices, plan.key), interval) : undefined
  if (!price || !interval)
    return <p className="h-[26px] text-[15px] text-ink-2">{plan.by_contract ? 'By contract' : ''}</p>
  return (
    <p className="num text-[15px] text-ink-2">
      <span className="text-[17px] text-ink">{price.display}</span> {EACH[interval]}
    </p>
  )
}

type Shown = 'change' | 'cancel' | null

function Actions() {
  const { subscription } = useBilling()
  const { can, cancels_at, grace } = subscription
  const [shown, setShown] = useState<Shown>(null)
  const close = () => setShown(null)
  const mayNothing = !can.change.allowed && !can.cancel.allowed && !can.resume.allowed
  if (mayNothing) return <Said>{can.change.reason || can.cancel.reason}</Said>
  return (
    <>
      <div className="flex flex-wrap gap-2.5">
        {cancels_at ? <Resume /> : null}
        {can.change.allowed ? (
          <Button variant="primary" onClick={() => setShown('change')}>
            Change plan
          </Button>
        ) : null}
        {can.cancel.allowed ? (
          <Button variant={can.change.allowed ? 'quiet' : 'plain'} onClick={() => setShown('cancel')}>
            Cancel {subscribedTo(subscription)}
          </Button>
        ) : null}
      </div>
      {!can.change.allowed && !cancels_at && !grace ? (
        <p className="text-[14px] text-ink-2">{can.change.reason}</p>
      ) : null}
      {shown === 'change' ? <ChangeDialog onClose={close} /> : null}
      {shown === 'cancel' ? <CancelDialog onClose={close} /> : null}
    </>
  )
}

function Resume() {
  const { workspace, subscription } = useBilling()
  const resume = useResume(workspace)
  const go = () =>
    resume.mutate(undefined, { onSuccess: () => notify.success(`${subscription.plan.name} goes on`) })
  return (
    <>
      {resume.error ? <RefusalNotice error={resume.error} className="w-full" /> : null}
      <Button variant="primary" pending={resume.isPending} onClick={go}>
        Resume {subscription.plan.name}
      </Button>
    </>
  )
}
