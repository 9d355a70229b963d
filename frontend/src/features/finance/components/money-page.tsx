import { useQuery } from '@tanstack/react-query'
import { PageHeader } from '@/components/layout'
import { Tag } from '@/components/ui'
import type { FinanceSummary } from '@/lib/api'
import { spanInWords } from '@/lib/format'
import { summaryQuery } from '../api'
import { isEmpty } from '../model'
import { type ChangeSearch, lookOf, type MoneySearch } from '../search'
import { useWide } from '../use-wide'
import { BooksButton } from './books-button'
import { EarnedChart } from './earned-chart'
import { EmptyBooks } from './empty-books'
import { GoalsCard } from './goals-card'
import { LeftOut } from './left-out'
import { LookBar } from './look-bar'
import { MoneyProblem } from './money-problem'
import { MoneySkeleton } from './money-skeleton'
import { Receipts } from './receipts'
import { Tiles } from './tiles'

export interface MoneyPageProps {
  search: MoneySearch
  onSearch: ChangeSearch
}

/** What came in, what went out, what is kept. Every figure is a button that opens the receipts behind it. */
export function MoneyPage({ search, onSearch }: MoneyPageProps) {
  const summary = useQuery(summaryQuery(lookOf(search)))
  if (summary.error) {
    return (
      <MoneyProblem
        error={summary.error}
        search={search}
        onSearch={onSearch}
        onRetry={() => void summary.refetch()}
      />
    )
  }
  if (!summary.data) return <MoneySkeleton />
  return <Books summary={summary.data} search={search} onSearch={onSearch} />
}

interface BooksProps extends MoneyPageProps {
  summary: FinanceSummary
}

function Books({ summary, search, onSearch }: BooksProps) {
  const isWide = useWide()
  const { world, currency } = summary
  // The very look that is drawn, also while another is on its way.
  const look = { ...lookOf(search), world, currency }
  const tile = search.tile ?? (isWide ? 'earned' : undefined)
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col overflow-auto">
        <PageHeader
          title="Money"
          withoutSandboxTag
          actions={
            <BooksButton summary={summary} look={look} workspace={search.workspace} onSearch={onSearch} />
          }
        />
        <div className="mx-auto grid w-[min(1120px,calc(100%-32px))] gap-5 py-5 md:py-7">
          <LookBar summary={summary} search={search} onSearch={onSearch} />
          <Standing summary={summary} />
          <Tiles
            summary={summary}
            chosen={tile}
            onChoose={(key) => onSearch({ tile: key, entry: undefined })}
          />
          <LeftOut summary={summary} onSearch={onSearch} />
          {isEmpty(summary) ? (
            <EmptyBooks summary={summary} workspace={search.workspace} onSearch={onSearch} />
          ) : (
            <EarnedChart summary={summary} workspace={search.workspace} />
          )}
          <GoalsCard summary={summary} workspace={search.workspace} />
        </div>
      </div>
      <Receipts
        isWide={isWide}
        summary={summary}
        look={look}
        tile={tile}
        entry={search.entry}
        onSearch={onSearch}
      />
    </div>
  )
}

/** Which days these are, with what they are compared, and whose money it is. */
function Standing({
  summary: { since, until, previous, world, sandbox_entries },
}: {
  summary: FinanceSummary
}) {
  return (
    <p className="num -mb-1 flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-2">
      <span>{spanInWords(since, until)}</span>
      <Tag>compared with {spanInWords(previous.since, previous.until)}</Tag>
      {world === 'simulated' ? (
        <>
          <Tag tone="wait">Sandbox</Tag>
          <span className="text-[14px]">No real money moved here.</span>
        </>
      ) : null}
      {world === 'real' && sandbox_entries > 0 ? (
        <Tag tone="wait">Sandbox sales are never counted here</Tag>
      ) : null}
    </p>
  )
}
