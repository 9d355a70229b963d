import { Banner, Button, Card } from '@/components/ui'
import { sentenceFor } from '@/lib/api'
import { dayInWords } from '@/lib/format'
import { useAcceptQuote } from '../api'
import { moment } from '../model'
import type { Order, Quote } from '../types'

/** The price, what it is for, and the way to pay it while it holds. */
export function QuoteCard({ order, quote }: { order: Order; quote: Quote }) {
  const accept = useAcceptQuote(order.id)
  const isAccepted = order.state === 'accepted'
  return (
    <Card>
      <section aria-labelledby="quote-title" className="grid gap-4">
        <div>
          <h2 id="quote-title" className="eyebrow font-sans">
            {order.paid_at ? 'Paid' : 'The price'}
          </h2>
          <p className="num display mt-1 text-[34px] leading-tight">{quote.display}</p>
          <p className="num text-[13.5px] text-ink-3">{standing(order, quote)}</p>
        </div>
        {quote.note ? <p className="text-[15px] whitespace-pre-line text-ink-2">{quote.note}</p> : null}
        {accept.isError ? <Banner tone="error">{sentenceFor(accept.error)}</Banner> : null}
        {order.can.includes('accept') ? (
          <div className="grid gap-2">
            <Button
              variant="primary"
              size="l"
              pending={accept.isPending || accept.isSuccess}
              onClick={() => accept.mutate()}
            >
              {isAccepted ? `Pay ${quote.display}` : `Accept and pay ${quote.display}`}
            </Button>
            <p className="text-[13.5px] text-ink-3">
              {order.sandbox
                ? 'This leads to a simulated checkout: no card is charged.'
                : 'This leads to the checkout. Where tax is due, it is shown there before you pay.'}
            </p>
          </div>
        ) : null}
      </section>
    </Card>
  )
}

function standing(order: Order, { holds, valid_until }: Quote): string {
  if (order.paid_at) return `On ${moment(order.paid_at)}`
  if (!valid_until || order.state !== 'quoted') return 'Not paid'
  return holds ? `Holds until ${dayInWords(valid_until)}` : `Ran out on ${dayInWords(valid_until)}`
}
