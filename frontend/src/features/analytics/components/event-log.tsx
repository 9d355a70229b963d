import { CirclePause, CirclePlay, Download } from 'lucide-react'
import { useState } from 'react'
import { saveText } from '@/components/charts'
import { Banner, Button, NativeSelect, Skeleton } from '@/components/ui'
import { type PlatformEvent, sentenceFor } from '@/lib/api'
import { useConnectionStatus } from '@/lib/realtime/tab'
import { KINDS, type Kind } from '../kinds'
import { SECTIONS } from '../sections'
import { useEventLog } from '../use-event-log'
import { Block, Nothing } from './block'
import { asFile, EventLine } from './event-line'

/** Everything that happens on the platform, as it happens. */
export function EventLog() {
  const [kind, setKind] = useState<Kind>('')
  return (
    <Log
      // A log of another kind begins anew, and follows.
      key={kind}
      kind={kind}
      choice={
        <NativeSelect
          aria-label="Kind of event"
          className="w-auto"
          value={kind}
          onChange={({ target }) => setKind(target.value as Kind)}
        >
          {KINDS.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      }
    />
  )
}

function Log({ kind, choice }: { kind: Kind; choice: React.ReactNode }) {
  const { events, follows, hasNews, pause, follow, showEarlier } = useEventLog(kind)
  const lines = events.data?.pages.flatMap(({ results }) => results) ?? []
  return (
    <Block
      id="events"
      title={SECTIONS.events}
      about="Everything that happens, newest first, as it happens."
      actions={
        <>
          {choice}
          <Button onClick={follows ? pause : follow}>
            {follows ? <CirclePause aria-hidden /> : <CirclePlay aria-hidden />}
            {follows ? 'Pause' : 'Follow'}
          </Button>
        </>
      }
      foot={
        lines.length > 0 ? (
          <Button variant="quiet" size="s" onClick={() => saveText(asFile(lines), 'events.csv')}>
            <Download aria-hidden /> What is shown as CSV
          </Button>
        ) : null
      }
    >
      <Following follows={follows} hasNews={hasNews} />
      {events.error ? (
        <Banner
          tone="error"
          action={
            <Button size="s" onClick={() => void events.refetch()}>
              Try again
            </Button>
          }
        >
          {sentenceFor(events.error)}
        </Banner>
      ) : events.data ? (
        <Lines
          lines={lines}
          hasMore={events.hasNextPage}
          pending={events.isFetchingNextPage}
          onMore={showEarlier}
        />
      ) : (
        <LogSkeleton />
      )}
    </Block>
  )
}

const TROUBLE = {
  connected: 'Live: new events show by themselves.',
  reconnecting: 'The connection is being mended; new events show once it is.',
  offline: 'You are offline; new events show once you are back.',
}

function Following({ follows, hasNews }: { follows: boolean; hasNews: boolean }) {
  const status = useConnectionStatus()
  const paused = hasNews ? 'Paused. More has happened since.' : 'Paused.'
  const dot = follows && status === 'connected' ? 'bg-verdigris' : 'bg-amber'
  return (
    <p role="status" className="-mt-1 flex items-center gap-2 text-[13.5px] text-ink-2">
      <span aria-hidden className={`size-2 rounded-full ${dot}`} />
      {follows ? TROUBLE[status] : paused}
    </p>
  )
}

interface LinesProps {
  lines: PlatformEvent[]
  hasMore: boolean
  pending: boolean
  onMore: () => void
}

function Lines({ lines, hasMore, pending, onMore }: LinesProps) {
  if (lines.length === 0) {
    return <Nothing>Nothing of this kind has happened yet. It shows here the moment it does.</Nothing>
  }
  return (
    <section
      aria-label="Event log"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-[560px] overflow-auto rounded border border-hairline"
    >
      <ol>
        {lines.map((event) => (
          <EventLine key={event.id} event={event} />
        ))}
      </ol>
      {hasMore ? (
        <div className="border-t border-hairline p-1.5">
          <Button variant="quiet" className="w-full" pending={pending} onClick={onMore}>
            Show earlier events
          </Button>
        </div>
      ) : null}
    </section>
  )
}

const LogSkeleton = () => (
  <div role="status" className="grid gap-2.5">
    <span className="sr-only">Loading the events</span>
    <Skeleton className="h-11" />
    <Skeleton className="h-11" />
    <Skeleton className="h-11" />
    <Skeleton className="h-11" />
  </div>
)
