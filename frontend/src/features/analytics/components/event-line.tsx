import { ChevronDown } from 'lucide-react'
import { asCsv } from '@/components/charts'
import type { PlatformEvent } from '@/lib/api'
import { dayInShort, relativeDay } from '@/lib/format'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** "14:02:11" of today, "20 Nov, 14:02:11" of any other day. */
const moment = (at: string) =>
  `${relativeDay(at) === 'Today' ? '' : `${dayInShort(at)}, `}${clock.format(new Date(at))}`

/** One event in words; its name and what else it says are unfolded. */
export const EventLine = ({ event: { at, name, text, workspace, payload } }: { event: PlatformEvent }) => (
  <li className="animate-in border-b border-hairline fade-in-0 duration-[var(--quick)] last:border-0">
    <details className="group">
      <summary className="num grid cursor-pointer grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 px-3.5 py-2.5 text-[14.5px] hover:bg-sunk sm:grid-cols-[124px_minmax(0,1fr)_auto_16px]">
        <time dateTime={at} className="order-last text-[13px] text-ink-3 sm:order-first sm:pt-px">
          {moment(at)}
        </time>
        <span className="col-span-2 sm:col-span-1">{text}</span>
        <span className="truncate text-[13px] text-ink-3 sm:max-w-[200px]">{workspace}</span>
        <ChevronDown
          aria-hidden
          className="hidden size-4 self-center text-ink-3 transition-transform duration-[var(--quick)] group-open:rotate-180 sm:block"
        />
      </summary>
      <div className="grid gap-1 px-3.5 pb-3 sm:pl-[154px]">
        <code className="text-[13px] text-ink-2">{name}</code>
        <pre className="overflow-auto rounded bg-sunk px-3 py-2 text-[12.5px] whitespace-pre-wrap">
          {JSON.stringify(payload, null, 2)}
        </pre>
      </div>
    </details>
  </li>
)

/** The lines as a CSV file. */
export const asFile = (lines: readonly PlatformEvent[]) =>
  asCsv(
    lines.map(({ at, name, text, workspace }) => ({ at, name, text, workspace })),
    [
      { key: 'name', label: 'Event' },
      { key: 'text', label: 'In words' },
      { key: 'workspace', label: 'Workspace' },
    ],
    { atLabel: 'Moment', plain: String },
  )
