import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Skeleton } from '@/components/ui'
import type { Budget } from '@/lib/api'
import { budgetsQuery } from '../api'
import { useBilling } from '../context'
import { dayOf, fullness, overageSentences, paceSentence, tightest } from '../model'
import { LimitForm, OverageForm, TopUpForm } from './budget-forms'
import { Failed } from './failed'
import { Meter } from './meter'

/** Three limits on the same spend. */
export function Budgets() {
  const { workspace } = useBilling()
  const { data, error, refetch } = useQuery(budgetsQuery(workspace))
  if (error && !data) return <Failed error={error} onRetry={refetch} />
  if (!data) return <Skeleton className="h-[330px] rounded-card" />
  const holds = tightest(data.budgets)
  return (
    <div className="grid gap-4">
      <p className="text-[14.5px] text-ink-2">
        Every call to a model has to fit into all of these, so the tightest wins
        {holds && data.budgets.filter(({ limit_e8 }) => limit_e8 !== null).length > 1
          ? `: at the moment that is ${holds.name.toLowerCase()}`
          : ''}
        .{data.sandbox ? ' Sandbox: these are the prices of a real model, and nothing is spent.' : ''}
      </p>
      <ul className="divide-y divide-hairline rounded-card border border-hairline bg-sheet">
        {data.budgets.map((budget) => (
          <BudgetRow key={budget.kind} budget={budget} />
        ))}
      </ul>
    </div>
  )
}

const NO_LIMIT = { plan: 'unlimited', workspace: 'no limit of its own', user: 'no cap' }

function BudgetRow({ budget }: { budget: Budget }) {
  const { kind, name, limit_display, spent_display, percent, warn_percent, resets_at, forecast } = budget
  const value = limit_display
    ? `${spent_display} of ${limit_display}`
    : `${spent_display} spent, ${NO_LIMIT[kind]}`
  return (
    <li className="grid gap-3 px-4 py-4">
      <Meter label={name} value={value} percent={percent} fullness={fullness(percent, warn_percent)}>
        {paceSentence(forecast.display, resets_at)} {resets_at ? `Counted anew on ${dayOf(resets_at)}.` : ''}
        {budget.topped_up_display ? ` ${budget.topped_up_display} added for this month.` : ''}
      </Meter>
      <Edits budget={budget} />
    </li>
  )
}

type Editing = 'limit' | 'overage' | 'top-up' | null

function Edits({ budget }: { budget: Budget }) {
  const [editing, setEditing] = useState<Editing>(null)
  const close = () => setEditing(null)
  const { kind, can_edit, overage, limit_e8, limit_display } = budget
  if (!can_edit) return <p className="text-[13.5px] text-ink-3">{whyNot(budget)}</p>
  if (editing === 'overage') return <OverageForm budget={budget} onClose={close} />
  if (editing === 'top-up') return <TopUpForm onClose={close} />
  if (editing === 'limit' && kind !== 'plan') return <LimitForm kind={kind} budget={budget} onClose={close} />
  return (
    <div className="flex flex-wrap items-center gap-2.5">
      {kind === 'plan' ? <OverageSaid budget={budget} /> : null}
      {kind === 'plan' && overage?.included ? (
        <Button size="s" onClick={() => setEditing('overage')}>
          {overage.allowed ? 'Change' : 'Allow more'}
        </Button>
      ) : null}
      {kind === 'plan' ? null : (
        <Button size="s" onClick={() => setEditing('limit')}>
          {limit_display ? 'Change' : kind === 'user' ? 'Set my cap' : 'Set a limit'}
        </Button>
      )}
      {kind === 'workspace' && limit_e8 !== null ? (
        <Button size="s" variant="quiet" onClick={() => setEditing('top-up')}>
          Add for this month
        </Button>
      ) : null}
    </div>
  )
}

const ASK = 'An owner or admin of the workspace can change this.'

function whyNot({ kind, overage }: Budget) {
  if (kind === 'plan' && overage) {
    const said = overageSentences(overage)
    return overage.included ? [...said, ASK].join(' ') : said.join(' ')
  }
  return ASK
}

function OverageSaid({ budget: { overage } }: { budget: Budget }) {
  if (!overage) return null
  return <p className="num min-w-60 flex-1 text-[13.5px] text-ink-2">{overageSentences(overage).join(' ')}</p>
}
