import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Banner, Button, Skeleton, Tag } from '@/components/ui'
import { type FinanceTileKey, type LedgerEntry, type LedgerGrade, sentenceFor } from '@/lib/api'
import { count, dayInShort, exactMoney } from '@/lib/format'
import { entriesQuery, sumQuery } from '../api'
import { GRADE_NAMES } from '../model'
import type { Look } from '../search'

interface EntryListProps {
  look: Look
  tile: FinanceTileKey
  onOpen: (id: string) => void
}

/** Entries, newest first, page by page; below, what all of them add up to. */
export function EntryList({ look, tile, onOpen }: EntryListProps) {
  const entries = useInfiniteQuery(entriesQuery(look, tile))
  const sum = useQuery(sumQuery(look, tile))
  const error = entries.error ?? sum.error
  if (error) {
    const again = () => void Promise.all([entries.refetch(), sum.refetch()])
    return (
      <Banner
        tone="error"
        action={
          <Button size="s" onClick={again}>
            Try again
          </Button>
        }
      >
        {sentenceFor(error)}
      </Banner>
    )
  }
  if (!entries.data || !sum.data) return <ListSkeleton />
  const rows = entries.data.pages.flatMap(({ results }) => results)
  const more = sum.data.count - rows.length
  return (
    <>
      <ul className="border-t border-hairline">
        {rows.map((entry) => (
          <EntryRow key={entry.id} entry={entry} onOpen={() => onOpen(entry.id)} />
        ))}
      </ul>
      {entries.hasNextPage ? (
        <Button
          variant="quiet"
          className="my-1.5 w-full"
          pending={entries.isFetchingNextPage}
          onClick={() => void entries.fetchNextPage()}
        >
          Show more ({count(more)} left)
        </Button>
      ) : null}
      <p className="sticky bottom-0 flex justify-between gap-3 border-t-2 border-ink bg-sheet shadow-[0_12px_0_var(--sheet)] pt-3 pb-[max(18px,env(safe-area-inset-bottom))] font-[600]">
        <span>Sum of receipts</span>
        <span>{exactMoney(sum.data.sum_minor, sum.data.currency)}</span>
      </p>
    </>
  )
}

const TONES: Record<LedgerGrade, 'done' | 'plain' | 'wait'> = {
  verified: 'done',
  imported: 'plain',
  estimated: 'wait',
  simulated: 'wait',
}

export const GradeTag = ({ grade }: { grade: LedgerGrade }) => (
  <Tag tone={TONES[grade]}>{GRADE_NAMES[grade]}</Tag>
)

const EntryRow = ({ entry, onOpen }: { entry: LedgerEntry; onOpen: () => void }) => (
  <li className="border-b border-hairline last:border-0">
    <button
      type="button"
      onClick={onOpen}
      className="grid w-full grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 py-3 text-left text-[14.5px] hover:bg-sunk"
    >
      <span className="truncate">{entry.description}</span>
      <span className="text-right font-[560]">{exactMoney(entry.amount_minor, entry.currency)}</span>
      <span className="text-[12.5px] text-ink-3">
        {dayInShort(entry.day)} · {entry.kind_label} · {entry.source}
        {entry.reversed_by ? ' · reversed' : ''}
      </span>
      <span className="justify-self-end">
        <GradeTag grade={entry.grade} />
      </span>
    </button>
  </li>
)

const ListSkeleton = () => (
  <div role="status" className="grid gap-3">
    <span className="sr-only">Loading the receipts</span>
    <Skeleton className="h-12" />
    <Skeleton className="h-12" />
    <Skeleton className="h-12" />
  </div>
)
