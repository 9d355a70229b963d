import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { buttonStyles } from '@/components/ui/button-styles'
import { type Limit, limitIn, sentenceFor } from '@/lib/api'

interface UpgradeNoticeProps {
  limit: Pick<Limit, 'code' | 'detail' | 'upgrade'>
  /** In place of the server's sentence. */
  children?: ReactNode
  /** `alert` interrupts: for what someone has just tried to do. */
  role?: 'alert' | 'status'
  className?: string
}

const OF_MONEY = new Set(['budget_exhausted', 'spend_limit_reached'])

/** Says which limit is reached, and leads to what lifts it. */
export const UpgradeNotice = ({ limit, children, role = 'alert', className }: UpgradeNoticeProps) => (
  <Banner
    tone="wait"
    role={role}
    className={`flex-wrap ${className ?? ''}`}
    action={<WayOn code={limit.code} upgrade={limit.upgrade} />}
  >
    {children ?? limit.detail}
  </Banner>
)

function WayOn({ code, upgrade }: Pick<Limit, 'code' | 'upgrade'>) {
  const className = buttonStyles({ size: 's' })
  if (upgrade) {
    return (
      <Link to="/settings/billing" search={{ plan: upgrade.key }} className={className}>
        Upgrade to {upgrade.name}
      </Link>
    )
  }
  const ofMoney = OF_MONEY.has(code)
  return (
    <Link to="/settings/billing" hash={ofMoney ? 'budgets' : 'plan'} className={className}>
      {ofMoney ? 'See the limits' : 'See plans'}
    </Link>
  )
}

/** Any failure of a deed: a limit leads to what lifts it, everything else is said as it is. */
export function RefusalNotice({ error, className }: { error: unknown; className?: string }) {
  const limit = limitIn(error)
  if (limit) return <UpgradeNotice limit={limit} {...(className ? { className } : {})} />
  return (
    <Banner tone="error" className={className}>
      {sentenceFor(error)}
    </Banner>
  )
}
