import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Banner, Button, DialogFooter } from '@/components/ui'
import { buttonStyles } from '@/components/ui/button-styles'
import type { PlanChangeOutcome } from '@/lib/api'
import { subscriptionQuery, type Wish } from '../api'
import { useBilling } from '../context'
import { useRefresh } from '../deeds'

interface ChangedProps {
  message: string
  onClose: () => void
}

export const Changed = ({ message, onClose }: ChangedProps) => (
  <>
    <Banner tone="done">{message} What it includes is yours from this moment.</Banner>
    <DialogFooter>
      <Button variant="primary" onClick={onClose}>
        Done
      </Button>
    </DialogFooter>
  </>
)

const LOOK_EVERY_MS = 3_000
const GIVE_UP_AFTER_MS = 10 * 60_000

interface BankAsksProps {
  wish: Wish
  outcome: PlanChangeOutcome
  onClose: () => void
}

/** The payment waits for its owner's word to the bank, on Stripe's page beside this one; what comes of it shows here. */
export function BankAsks({ wish, outcome, onClose }: BankAsksProps) {
  const { workspace } = useBilling()
  const refresh = useRefresh()
  const hasGivenUp = useLater(GIVE_UP_AFTER_MS)
  const { data: subscription } = useQuery({
    ...subscriptionQuery(workspace),
    refetchInterval: hasGivenUp ? false : LOOK_EVERY_MS,
  })
  const isDone = subscription?.plan.key === wish.plan && subscription.interval === wish.interval
  useEffect(() => {
    if (isDone) void refresh()
  }, [isDone, refresh])
  if (isDone)
    return <Changed message="Your bank has let it through, and your plan has changed." onClose={onClose} />
  return (
    <>
      <p className="text-[15px] text-ink-2">{outcome.message}</p>
      <p role="status" className="text-[14px] text-ink-3">
        {hasGivenUp
          ? 'Nothing came back so far. Your plan is as it was; pay whenever you like, and it changes then.'
          : 'Come back to this page afterwards: it shows by itself what came of it.'}
      </p>
      <DialogFooter>
        <Button onClick={onClose}>Leave it as it is</Button>
        {outcome.action_url ? (
          <a
            href={outcome.action_url}
            target="_blank"
            rel="noreferrer"
            className={buttonStyles({ variant: 'primary' })}
          >
            Go to the payment page
          </a>
        ) : null}
      </DialogFooter>
    </>
  )
}

/** False at first, true once so much time has gone by. */
export function useLater(milliseconds: number, key: unknown = null): boolean {
  const [later, setLater] = useState<unknown>(undefined)
  useEffect(() => {
    const timer = setTimeout(() => setLater(key), milliseconds)
    return () => clearTimeout(timer)
  }, [milliseconds, key])
  return later === key
}
