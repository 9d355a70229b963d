import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Skeleton, Tag } from '@/components/ui'
import type { Invoice } from '@/lib/api'
import { dayInWords } from '@/lib/format'
import { invoicesQuery } from '../api'
import { useBilling } from '../context'
import { spanOf } from '../model'
import { Failed } from './failed'
import { Said } from './said'

export function Invoices() {
  const { seesMoney } = useBilling()
  return seesMoney ? <List /> : <Said>Owners, admins and accountants of the workspace see its invoices.</Said>
}

function List() {
  const { workspace } = useBilling()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    invoicesQuery(workspace),
  )
  if (error && !data) return <Failed error={error} onRetry={refetch} />
  if (!data) return <Skeleton className="h-[140px] rounded-card" />
  const invoices = data.pages.flatMap(({ results }) => results)
  if (invoices.length === 0) {
    return <Said>There are none yet. The first comes with your first payment, and stays here.</Said>
  }
  return (
    <div className="grid gap-3">
      <ul className="divide-y divide-hairline rounded-card border border-hairline bg-sheet">
        {invoices.map((invoice) => (
          <InvoiceRow key={invoice.id} invoice={invoice} />
        ))}
      </ul>
      {error ? <Failed error={error} onRetry={fetchNextPage} /> : null}
      {hasNextPage && !error ? (
        <Button
          className="justify-self-start"
          pending={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          Older invoices
        </Button>
      ) : null}
    </div>
  )
}

const TONES: Record<string, 'plain' | 'wait' | 'done' | 'alert'> = {
  paid: 'done',
  open: 'wait',
  uncollectible: 'alert',
}

function InvoiceRow({ invoice }: { invoice: Invoice }) {
  const { number, date, period, lines, total_display, status, status_display, sandbox } = invoice
  return (
    <li className="grid gap-x-5 gap-y-1.5 px-4 py-3.5 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 text-[15px] font-[530]">
          <time dateTime={date}>{dayInWords(new Date(date))}</time>
          <Tag tone={TONES[status] ?? 'plain'}>{status_display}</Tag>
          {sandbox ? <Tag tone="wait">Sandbox</Tag> : null}
        </p>
        <p className="num truncate text-[13.5px] text-ink-3">
          {lines[0]?.description || spanOf(period)}
          {lines.length > 1 ? `, and ${lines.length - 1} more` : ''}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 sm:justify-end">
        <span className="num text-[15px] font-[560]">{total_display}</span>
        <Receipts invoice={invoice} name={number || dayInWords(new Date(date))} />
      </div>
    </li>
  )
}

const LINK = 'text-[13.5px] underline underline-offset-2 hover:text-vermilion'

const Receipts = ({ invoice, name }: { invoice: Invoice; name: string }) => (
  <>
    {invoice.hosted_url ? (
      <a href={invoice.hosted_url} target="_blank" rel="noreferrer" className={LINK}>
        {invoice.status === 'open' ? 'Pay' : 'Receipt'}
        <span className="sr-only"> of {name}, in a new tab</span>
      </a>
    ) : null}
    {invoice.pdf_url ? (
      <a href={invoice.pdf_url} target="_blank" rel="noreferrer" className={LINK}>
        PDF<span className="sr-only"> of {name}, in a new tab</span>
      </a>
    ) : null}
  </>
)
