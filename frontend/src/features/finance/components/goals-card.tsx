import { Plus, Target } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { Button, Card, Tag } from '@/components/ui'
import type { FinanceGoal, FinanceSummary, MoneyWorld } from '@/lib/api'
import { dayInWords, exactMoney } from '@/lib/format'
import { GoalBar } from './goal-bar'

const GoalDialog = lazy(() => import('./goal-dialog'))
const ArchivedGoals = lazy(() => import('./archived-goals'))

interface GoalsCardProps {
  summary: FinanceSummary
  workspace: string | undefined
}

/** What is aimed at, and how far it is: read from the books, never typed in. */
export function GoalsCard({ summary, workspace }: GoalsCardProps) {
  const [open, setOpen] = useState<FinanceGoal | 'new' | null>(null)
  const opener = useRef<HTMLElement | null>(null)
  const mayManage = summary.rights.may_manage
  const edit = (goal: FinanceGoal | 'new', button: HTMLElement) => {
    opener.current = button
    setOpen(goal)
  }
  return (
    <Card className="grid gap-4 px-5 py-5">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-[19px]">Goals</h2>
        {mayManage ? (
          <Button size="s" onClick={({ currentTarget }) => edit('new', currentTarget)}>
            <Plus aria-hidden /> Set a goal
          </Button>
        ) : null}
      </header>
      {summary.goals.length === 0 ? (
        <p className="flex items-start gap-2.5 text-[14.5px] text-ink-2">
          <Target aria-hidden className="mt-0.5 size-[18px] shrink-0 text-ink-3" />
          Say what you want to earn or keep by a day. How far you are is counted from the receipts.
        </p>
      ) : (
        <ul className="grid gap-5">
          {summary.goals.map((goal) => (
            <GoalRow
              key={goal.id}
              goal={goal}
              onEdit={mayManage ? (button) => edit(goal, button) : undefined}
            />
          ))}
        </ul>
      )}
      {mayManage ? <PutAway world={summary.world} workspace={workspace} /> : null}
      {open ? (
        <Suspense>
          <GoalDialog
            goal={open === 'new' ? null : open}
            summary={summary}
            workspace={workspace}
            opener={opener}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      ) : null}
    </Card>
  )
}

/** Closed at first: whoever opens it asks for what is in it. */
function PutAway(props: { world: MoneyWorld; workspace: string | undefined }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="touch-target w-fit cursor-pointer text-[13.5px] text-ink-2">Archived goals</summary>
      {isOpen ? (
        <div className="pt-3">
          <Suspense>
            <ArchivedGoals {...props} />
          </Suspense>
        </div>
      ) : null}
    </details>
  )
}

interface GoalRowProps {
  goal: FinanceGoal
  onEdit: ((button: HTMLElement) => void) | undefined
}

function GoalRow({ goal, onEdit }: GoalRowProps) {
  const { name, metric, currency, target_minor, ends_on, progress } = goal
  return (
    <li className="num grid gap-2">
      <div className="flex items-center gap-3">
        <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-[560]">{name}</span>
          <Tag tone={progress.on_track ? 'done' : 'wait'}>{progress.on_track ? 'on track' : 'behind'}</Tag>
        </p>
        {onEdit ? (
          <Button
            variant="quiet"
            size="s"
            className="-mr-3"
            aria-label={`Change ${name}`}
            onClick={({ currentTarget }) => onEdit(currentTarget)}
          >
            Change
          </Button>
        ) : null}
      </div>
      <GoalBar name={name} progress={progress} />
      <p className="text-[13.5px] text-ink-2">
        {exactMoney(progress.done_minor, currency)} {metric} of {exactMoney(target_minor, currency)} by{' '}
        {dayInWords(ends_on)}
      </p>
    </li>
  )
}
