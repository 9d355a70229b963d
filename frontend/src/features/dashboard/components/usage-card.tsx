import { Card, Progress, Tag } from '@/components/ui'
import type { Usage } from '@/lib/api'
import { count, momentIn, plural } from '@/lib/format'

/** What was used today and when it starts anew; below, what the partner cost, where it did. */
export function UsageCard({ usage, zone }: { usage: Usage; zone: string }) {
  return (
    <Card className="grid gap-5 p-6">
      <section aria-label="Messages today" className="grid gap-2.5">
        <h2 className="text-[19px]">Today</h2>
        <Messages messages={usage.messages} zone={zone} />
      </section>
      {usage.month.calls > 0 ? <Cost usage={usage} /> : null}
    </Card>
  )
}

function Messages({ messages, zone }: { messages: Usage['messages']; zone: string }) {
  const { used, limit, left, resets_at } = messages
  if (limit === null) {
    return (
      <p className="num text-[15px]">
        <Figure>{count(used)}</Figure> {used === 1 ? 'message' : 'messages'}, as many as you like
      </p>
    )
  }
  return (
    <>
      <p className="num text-[15px]">
        <Figure>{count(used)}</Figure> of {plural(limit, 'message')} used
      </p>
      <Progress
        label="Messages used today"
        value={limit > 0 ? (used / limit) * 100 : 100}
        {...(left === 0 ? { colour: 'amber' as const } : {})}
      />
      <p className="num text-[13.5px] text-ink-3">
        {left === 0 ? 'You can write again at ' : 'Counted anew at '}
        <time dateTime={resets_at}>{momentIn(zone, resets_at)}</time>
        {zone === 'UTC' ? ' (UTC)' : ''}
      </p>
    </>
  )
}

const Figure = ({ children }: { children: string }) => (
  <span className="font-display text-[24px] font-[500]">{children}</span>
)

const Cost = ({ usage: { month, sandbox } }: { usage: Usage }) => (
  <section aria-label="Cost this month" className="border-t border-hairline pt-4">
    <h3 className="flex items-baseline justify-between gap-3 font-sans text-[14px] font-[560] tracking-normal">
      Your partner this month
      {sandbox ? <Tag tone="wait">Sandbox</Tag> : <span className="num">{month.cost.display}</span>}
    </h3>
    <p className="num mt-1 text-[13.5px] text-ink-3">
      {sandbox
        ? `Nothing was spent. ${plural(month.calls, 'call')} to a real model would have cost about ${month.cost.display}.`
        : `${plural(month.calls, 'call')} to the model, paid by this installation.`}
    </p>
  </section>
)
