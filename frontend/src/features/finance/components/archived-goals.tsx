import { useQuery } from '@tanstack/react-query'
import { Banner, Button, Skeleton } from '@/components/ui'
import { notify } from '@/components/ui/notify'
import { type FinanceGoal, type MoneyWorld, sentenceFor } from '@/lib/api'
import { dayInWords, exactMoney } from '@/lib/format'
import { archivedGoalsQuery, useChangeGoal } from '../api'

interface ArchivedGoalsProps {
  world: MoneyWorld
  workspace: string | undefined
}

/** What was put away in one world, the newest of it, each with the way back. */
export default function ArchivedGoals({ world, workspace }: ArchivedGoalsProps) {
  const { data, error } = useQuery(archivedGoalsQuery(workspace))
  if (error) return <Banner tone="error">{sentenceFor(error)}</Banner>
  if (!data) return <Skeleton className="h-10" />
  const goals = data.results.filter((goal) => goal.world === world)
  if (goals.length === 0) return <p className="text-[14.5px] text-ink-2">None is put away.</p>
  return (
    <ul className="grid gap-3">
      {goals.map((goal) => (
        <Archived key={goal.id} goal={goal} />
      ))}
    </ul>
  )
}

function Archived({
  goal: { id, name, metric, currency, target_minor, ends_on, progress },
}: {
  goal: FinanceGoal
}) {
  const change = useChangeGoal()
  const bringBack = () =>
    change.mutate({ id, archived: false }, { onError: (error) => notify.error(sentenceFor(error)) })
  return (
    <li className="num flex items-center gap-3">
      <p className="min-w-0 flex-1 text-[13.5px] text-ink-2">
        <span className="font-[560] text-[14.5px] text-ink">{name}</span>
        <br />
        {exactMoney(progress.done_minor, currency)} {metric} of {exactMoney(target_minor, currency)} by{' '}
        {dayInWords(ends_on)}
      </p>
      <Button size="s" pending={change.isPending} aria-label={`Bring back ${name}`} onClick={bringBack}>
        Bring back
      </Button>
    </li>
  )
}
