import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, ShieldCheck, ShieldX } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Banner, Button, Skeleton } from '@/components/ui'
import { type LedgerEntryDetail, sentenceFor } from '@/lib/api'
import { dayInWords, exactMoney } from '@/lib/format'
import { entryQuery } from '../api'
import { gradeSentence, KIND_NAMES, prettyReceipt } from '../model'
import { GradeTag } from './entry-list'
import { ReverseForm } from './reverse-form'

interface EntryReceiptProps {
  id: string
  mayReverse: boolean
  onOpen: (id: string) => void
  onBack: () => void
}

/** One entry and what it rests on, to the letter. */
export function EntryReceipt({ id, mayReverse, onOpen, onBack }: EntryReceiptProps) {
  const { data: entry, error } = useQuery(entryQuery(id))
  const back = useRef<HTMLButtonElement>(null)
  // The row that was pressed is gone; the focus would be too.
  useEffect(() => back.current?.focus(), [])
  return (
    <div className="mt-3 grid gap-4 pb-[max(24px,env(safe-area-inset-bottom))]">
      <Button ref={back} variant="quiet" size="s" className="-ml-2 justify-self-start" onClick={onBack}>
        <ArrowLeft aria-hidden /> All receipts
      </Button>
      {error ? <Banner tone="error">{sentenceFor(error)}</Banner> : null}
      {entry ? <Opened entry={entry} mayReverse={mayReverse} onOpen={onOpen} /> : null}
      {entry || error ? null : <Skeleton className="h-64" />}
    </div>
  )
}

interface OpenedProps extends Pick<EntryReceiptProps, 'mayReverse' | 'onOpen'> {
  entry: LedgerEntryDetail
}

function Opened({ entry, mayReverse, onOpen }: OpenedProps) {
  const [isReversing, setReversing] = useState(false)
  return (
    <article aria-label={entry.description} className="grid gap-4">
      <header className="grid gap-1">
        <h3 className="text-[18px]">{entry.description}</h3>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-display text-[24px] font-[480]">
            {exactMoney(entry.amount_minor, entry.currency)}
          </span>
          <GradeTag grade={entry.grade} />
        </p>
        <p className="text-[14.5px] text-ink-2">{gradeSentence(entry)}</p>
      </header>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-[14px]">
        <Fact term="Day">{dayInWords(entry.day)}</Fact>
        <Fact term="Kind">{KIND_NAMES[entry.kind]}</Fact>
        <Fact term="Cause">{entry.source_key}</Fact>
        {entry.reverses ? <Linked term="Takes back" id={entry.reverses} onOpen={onOpen} /> : null}
        {entry.reversed_by ? <Linked term="Taken back" id={entry.reversed_by} onOpen={onOpen} /> : null}
      </dl>
      <Paper receipt={entry.receipt} />
      {mayReverse && entry.reversible ? (
        isReversing ? (
          <ReverseForm id={entry.id} onDone={onOpen} onCancel={() => setReversing(false)} />
        ) : (
          <Button className="justify-self-start" size="s" onClick={() => setReversing(true)}>
            Reverse this entry…
          </Button>
        )
      ) : null}
    </article>
  )
}

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-3">{term}</dt>
    <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
  </>
)

const Linked = ({ term, id, onOpen }: { term: string; id: string; onOpen: (id: string) => void }) => (
  <Fact term={term}>
    <button type="button" className="prose-link touch-target" onClick={() => onOpen(id)}>
      {term === 'Takes back' ? 'an earlier entry' : 'by a second entry'}
    </button>
  </Fact>
)

/** What was received, as text and nothing else: no link in it can be followed, nothing in it runs. */
function Paper({ receipt }: Pick<LedgerEntryDetail, 'receipt'>) {
  const { sha256, media_type, raw, is_intact, is_whole } = receipt
  return (
    <section aria-label="The receipt itself" className="grid gap-2">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[320px] overflow-auto rounded-card border border-dashed border-hairline-strong bg-sunk px-4 py-3.5 font-mono text-[12.5px] leading-[1.6] whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]"
      >
        {is_whole ? prettyReceipt(raw, media_type) : `${raw}…`}
      </pre>
      <p className="flex items-start gap-2 text-[13px] text-ink-2">
        {is_intact ? (
          <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-verdigris" />
        ) : (
          <ShieldX aria-hidden className="mt-0.5 size-4 shrink-0 text-vermilion" />
        )}
        <span>
          {is_intact
            ? 'Unchanged since it was kept.'
            : 'This is not what was kept: the hash does not match. Tell whoever runs Atelier.'}
          {is_whole ? '' : ' Only its beginning is shown.'}
        </span>
      </p>
      <p className="font-mono text-[12px] text-ink-3 [overflow-wrap:anywhere]">sha256 {sha256}</p>
    </section>
  )
}
