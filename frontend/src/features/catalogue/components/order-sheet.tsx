import { useState } from 'react'
import { Tag } from '@/components/ui'
import { dayInWords, timeOfDay } from '@/lib/format'
import type { DeskOrder } from '../types'
import { MoveOn } from './move-on'
import { QuoteForm } from './quote-form'
import { Sheet } from './sheet'

interface OrderSheetProps {
  order: DeskOrder
  onChanged: (order: DeskOrder) => void
  onClose: () => void
}

/** One order: who asks for what, what it was quoted at, and what may be made of it. */
export default function OrderSheet({ order, onChanged, onClose }: OrderSheetProps) {
  const [isTyping, setTyping] = useState(false)
  const mayQuote = order.ways_on.some(({ state }) => state === 'quoted')
  return (
    <Sheet title={`${order.number}: ${order.package.name}`} dirty={isTyping} onClose={onClose}>
      <div className="grid gap-3">
        <p className="flex flex-wrap gap-2">
          <Tag tone={order.state === 'requested' ? 'wait' : 'plain'}>{order.state_display}</Tag>
          {order.sandbox ? <Tag tone="wait">Sandbox payment</Tag> : null}
        </p>
        <p className="text-[14.5px] text-ink-2">
          {order.workspace.name}
          {order.ordered_by ? (
            <>
              {', '}
              {order.ordered_by.name},{' '}
              <a href={`mailto:${order.ordered_by.email}`} className="prose-link">
                {order.ordered_by.email}
              </a>
            </>
          ) : null}
        </p>
      </div>
      <Asked order={order} />
      {order.quote ? <Quoted order={order} /> : null}
      {mayQuote ? <QuoteForm order={order} onTyping={setTyping} onChanged={onChanged} /> : null}
      <MoveOn order={order} onChanged={onChanged} />
      <History order={order} />
    </Sheet>
  )
}

const Asked = ({ order }: { order: DeskOrder }) => (
  <section aria-labelledby="asked-title" className="grid gap-3">
    <h3 id="asked-title" className="text-[19px]">
      What is asked for
    </h3>
    {order.asked.length > 0 ? (
      <dl className="grid gap-3">
        {order.asked.map(({ label, answer }) => (
          <div key={label}>
            <dt className="text-[13.5px] text-ink-3">{label}</dt>
            <dd className="whitespace-pre-line [overflow-wrap:anywhere]">{answer}</dd>
          </div>
        ))}
      </dl>
    ) : (
      <p className="text-ink-2">No question was answered.</p>
    )}
  </section>
)

function Quoted({ order: { quote, paid_at } }: { order: DeskOrder }) {
  if (!quote) return null
  return (
    <section aria-labelledby="quoted-title" className="grid gap-1">
      <h3 id="quoted-title" className="eyebrow font-sans">
        {paid_at ? 'Paid' : 'Quoted'}
      </h3>
      <p className="num display text-[26px]">{quote.display}</p>
      {quote.valid_until && !paid_at ? (
        <p className="num text-[13.5px] text-ink-3">
          {quote.holds ? 'Holds until' : 'Ran out on'} {dayInWords(quote.valid_until)}
        </p>
      ) : null}
      {quote.note ? <p className="whitespace-pre-line text-ink-2">{quote.note}</p> : null}
    </section>
  )
}

const History = ({ order }: { order: DeskOrder }) => (
  <section aria-labelledby="history-title" className="grid gap-2">
    <h3 id="history-title" className="text-[19px]">
      What has happened
    </h3>
    <ol className="grid gap-2">
      {order.history.map(({ to_state, display, at, note }) => (
        <li key={`${to_state} ${at}`} className="text-[14.5px]">
          <span className="flex flex-wrap justify-between gap-x-4">
            {display}
            <time dateTime={at} className="num text-[13.5px] text-ink-3">
              {dayInWords(at)}, {timeOfDay(at)}
            </time>
          </span>
          {note ? <span className="block text-ink-2">{note}</span> : null}
        </li>
      ))}
    </ol>
  </section>
)
