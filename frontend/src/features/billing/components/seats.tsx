import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { RefusalNotice } from '@/components/limits'
import { Banner, Button, Field, Input, Skeleton } from '@/components/ui'
import { count, plural } from '@/lib/format'
import { usageReportQuery } from '../api'
import { useBilling } from '../context'
import { useSeats } from '../deeds'

/** Plans include their seats, so there is nothing to buy: only whether there is room. */
export function Seats() {
  const { workspace, manages, subscription } = useBilling()
  const { data: report } = useQuery(usageReportQuery(workspace))
  const seats = report?.features.find(({ feature }) => feature === 'seats')
  if (!seats) return <Skeleton className="h-[90px]" />
  const { limit, used } = seats
  const taken = used ?? 0
  return (
    <div className="grid gap-4">
      <p className="num text-[15px]">
        {limit === null
          ? `${plural(taken, 'seat')} taken, as many as you like.`
          : `${count(taken)} of ${plural(limit, 'seat')} taken.`}{' '}
        <span className="text-ink-2">
          They come with {subscription.plan.name}: a person more costs nothing more.
        </span>
      </p>
      {manages && limit !== null ? <RoomFor taken={taken} /> : null}
    </div>
  )
}

function RoomFor({ taken }: { taken: number }) {
  const { workspace, subscription } = useBilling()
  const ask = useSeats(workspace)
  const [typed, setTyped] = useState(String(taken + 1))
  const wanted = Number(typed)
  const isCount = Number.isInteger(wanted) && wanted > 0
  return (
    <form
      noValidate
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (isCount) ask.mutate(wanted)
      }}
    >
      <Field label="How many will you be?" error={typed && !isCount ? 'Write a whole number.' : undefined}>
        <div className="flex gap-2.5">
          <Input
            inputMode="numeric"
            className="num max-w-28"
            value={typed}
            onChange={(event) => {
              ask.reset()
              setTyped(event.target.value)
            }}
          />
          <Button type="submit" className="h-11" pending={ask.isPending}>
            Is there room?
          </Button>
        </div>
      </Field>
      {ask.data ? (
        <Banner tone="done">
          {subscription.plan.name} has room for {count(wanted)}. You can invite them now.
        </Banner>
      ) : null}
      {ask.error ? <RefusalNotice error={ask.error} /> : null}
    </form>
  )
}
