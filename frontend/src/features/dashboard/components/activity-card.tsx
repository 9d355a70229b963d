import { useInfiniteQuery } from '@tanstack/react-query'
import {
  Check,
  Flag,
  KeyRound,
  type LucideIcon,
  MessageCircle,
  NotebookPen,
  Sparkle,
  UserRound,
} from 'lucide-react'
import { Banner, Button, Card, Skeleton } from '@/components/ui'
import { type Activity, sentenceFor } from '@/lib/api'
import { timeOfDay } from '@/lib/format'
import { activityQuery, REFRESH_MS } from '../api'
import { byDay } from '../model'

const ICONS: Record<string, LucideIcon> = {
  launch: Flag,
  decision: Sparkle,
  task: Check,
  profile: UserRound,
  people: UserRound,
  key: KeyRound,
  kit: NotebookPen,
}

/** What happened lately, in words. */
export function ActivityCard() {
  const feed = useInfiniteQuery({ ...activityQuery, refetchInterval: REFRESH_MS })
  return (
    <Card className="p-6 md:p-7">
      <section aria-labelledby="activity-title" aria-busy={feed.isPending} className="grid gap-4">
        <h2 id="activity-title" className="text-[19px]">
          Recent activity
        </h2>
        {feed.data ? (
          <Days rows={feed.data.pages.flatMap(({ results }) => results)} />
        ) : feed.isError ? (
          <Banner
            tone="error"
            action={
              <Button size="s" onClick={() => feed.refetch()}>
                Try again
              </Button>
            }
          >
            {sentenceFor(feed.error)}
          </Banner>
        ) : (
          <Skeleton className="h-40" />
        )}
        {feed.hasNextPage ? (
          <div>
            <Button size="s" pending={feed.isFetchingNextPage} onClick={() => feed.fetchNextPage()}>
              Show more
            </Button>
          </div>
        ) : null}
      </section>
    </Card>
  )
}

const Days = ({ rows }: { rows: Activity[] }) =>
  rows.length > 0 ? (
    byDay(rows).map(({ day, rows: ofDay }) => (
      <div key={day}>
        <h3 className="eyebrow mb-1 font-sans">{day}</h3>
        <ul className="grid">
          {ofDay.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      </div>
    ))
  ) : (
    <p className="text-[14.5px] text-ink-2">
      Nothing yet. What you decide and tick is written down here, so that you can see the way you came.
    </p>
  )

function Row({ row }: { row: Activity }) {
  const Icon = ICONS[row.kind] ?? MessageCircle
  return (
    <li className="grid grid-cols-[18px_minmax(0,1fr)_auto] items-start gap-3 py-1.5 text-[14.5px]">
      <Icon aria-hidden className="mt-[3px] size-[16px] text-ink-3" strokeWidth={1.7} />
      <span>{row.text}</span>
      <time dateTime={row.at} className="num text-[13px] leading-[22px] text-ink-3">
        {timeOfDay(row.at)}
      </time>
    </li>
  )
}
