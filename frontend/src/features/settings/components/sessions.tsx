import { useQuery } from '@tanstack/react-query'
import { Banner, Button, notify, Skeleton, Tag } from '@/components/ui'
import { sentenceFor } from '@/lib/api'
import { useSignOut } from '@/lib/auth'
import type { BrowserSession } from '@/lib/auth/account'
import { relativeDay, timeOfDay } from '@/lib/format'
import { sessionsQuery, useEndSessions } from '../api'
import { browserName } from '../model'

/** Where one is signed in; this browser first. */
export function Sessions() {
  const { data: sessions, error, refetch } = useQuery(sessionsQuery)
  const others = sessions?.filter(({ is_current }) => !is_current) ?? []
  return (
    <div className="grid gap-4">
      {error ? (
        <Banner
          tone="error"
          action={
            <Button size="s" onClick={() => refetch()}>
              Try again
            </Button>
          }
        >
          {sentenceFor(error)}
        </Banner>
      ) : null}
      {sessions ? (
        <ul className="divide-y divide-hairline rounded-card border border-hairline bg-sheet">
          {[...sessions.filter(({ is_current }) => is_current), ...others].map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      ) : error ? null : (
        <Skeleton className="h-[72px] rounded-card" />
      )}
      <div className="flex flex-wrap gap-2.5">
        <SignOut />
        {others.length > 0 ? (
          <EndSessions ids={others.map(({ id }) => id)}>End all others</EndSessions>
        ) : null}
      </div>
    </div>
  )
}

function SessionRow({ session }: { session: BrowserSession }) {
  const since = new Date(session.created_at * 1000)
  const name = browserName(session.user_agent)
  return (
    <li className="flex items-center justify-between gap-4 px-4 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-[530]">
          {name}
          {session.is_current ? <Tag tone="done">This browser</Tag> : null}
        </p>
        <p className="num text-[13.5px] text-ink-3">
          Logged in {inSentence(since)} at {timeOfDay(since)}, from {session.ip}
        </p>
      </div>
      {session.is_current ? null : (
        <EndSessions ids={[session.id]} label={`End the session of ${name}`}>
          End
        </EndSessions>
      )}
    </li>
  )
}

/** "today" and "yesterday" within a sentence, other days as they are. */
function inSentence(day: Date) {
  const words = relativeDay(day)
  return /^[A-Z]/.test(words) ? words.toLowerCase() : words
}

interface EndSessionsProps {
  ids: number[]
  label?: string
  children: string
}

function EndSessions({ ids, label, children }: EndSessionsProps) {
  const end = useEndSessions()
  return (
    <Button
      size={label ? 's' : 'm'}
      aria-label={label}
      pending={end.isPending}
      onClick={() =>
        end.mutate(ids, {
          onSuccess: () =>
            notify.success(ids.length > 1 ? 'The other sessions are over' : 'That session is over'),
          onError: (error) => notify.error(sentenceFor(error)),
        })
      }
    >
      {children}
    </Button>
  )
}

function SignOut() {
  const signOut = useSignOut()
  return (
    <Button
      pending={signOut.isPending}
      onClick={() => signOut.mutate(undefined, { onError: (error) => notify.error(sentenceFor(error)) })}
    >
      Log out
    </Button>
  )
}
