import { Tag } from '@/components/ui'
import type { PlatformSummary } from '@/lib/api'
import { relativeDay, spanInWords, timeOfDay } from '@/lib/format'

/** Which days these are, with what they are compared, whose money it is, and until when it is counted. */
export function Standing({ summary }: { summary: PlatformSummary }) {
  const { since, until, compared_with: before, world, currency, currencies, counted_at } = summary
  const others = currencies.filter((name) => name !== currency)
  return (
    <p className="num -mb-1 flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-2">
      <span>{spanInWords(since, until)}</span>
      {before ? <Tag>compared with {spanInWords(before.since, before.until)}</Tag> : null}
      {world === 'simulated' ? (
        <>
          <Tag tone="wait">Sandbox</Tag>
          <span className="text-[14px]">
            No real money moved here. People and visits are the same in both worlds.
          </span>
        </>
      ) : (
        <Tag>Sandbox money is never counted here</Tag>
      )}
      {others.length > 0 ? (
        <Tag tone="wait">
          Only {currency} is counted, not {others.join(', ')}
        </Tag>
      ) : null}
      <span className="text-[13.5px] text-ink-3">
        {counted_at
          ? `Days are UTC, counted last ${relativeDay(counted_at).toLowerCase()} at ${timeOfDay(counted_at)}`
          : 'Not counted yet'}
      </span>
    </p>
  )
}
