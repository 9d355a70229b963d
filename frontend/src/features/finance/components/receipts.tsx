import { lazy, Suspense } from 'react'
import type { FinanceSummary, FinanceTileKey } from '@/lib/api'
import { gradesInWords, tileOf, tileSentence } from '../model'
import type { ChangeSearch, Look } from '../search'
import { EntryList } from './entry-list'
import { EntryReceipt } from './entry-receipt'

const ReceiptsSheet = lazy(() => import('./receipts-sheet'))

interface ReceiptsProps {
  isWide: boolean
  summary: FinanceSummary
  look: Look
  tile: FinanceTileKey | undefined
  entry: string | undefined
  onSearch: ChangeSearch
}

/** The receipts behind a figure: beside the page where there is room, in front of it where there is not. */
export function Receipts({ isWide, ...props }: ReceiptsProps) {
  const { summary, tile, entry, onSearch } = props
  const shown = tile ? tileOf(summary, tile) : undefined
  const title = shown ? tileSentence(shown, summary.currency) : 'One receipt'
  if (isWide) {
    return (
      <aside
        aria-label="Receipts"
        className="num w-[384px] shrink-0 overflow-auto border-l border-hairline bg-sheet px-6 pt-6"
      >
        <p className="eyebrow">Receipts behind</p>
        <h2 className="mt-1 text-[22px]">{title}</h2>
        <Body {...props} />
      </aside>
    )
  }
  if (!tile && !entry) return null
  return (
    <Suspense>
      <ReceiptsSheet title={title} onClose={() => onSearch({ tile: undefined, entry: undefined })}>
        <Body {...props} />
      </ReceiptsSheet>
    </Suspense>
  )
}

function Body({ summary, look, tile, entry, onSearch }: Omit<ReceiptsProps, 'isWide'>) {
  const shown = tile ? tileOf(summary, tile) : undefined
  if (entry) {
    return (
      <EntryReceipt
        key={entry}
        id={entry}
        mayReverse={summary.rights.may_manage}
        onOpen={(id) => onSearch({ entry: id })}
        onBack={() => onSearch({ entry: undefined })}
      />
    )
  }
  if (!shown) return null
  return (
    <>
      <p className="mt-0.5 mb-4 text-[14.5px] text-ink-2">
        {shown.entries === 0 ? 'There are none on these days.' : gradesInWords(shown)}
      </p>
      {shown.entries > 0 ? (
        <EntryList key={shown.key} look={look} tile={shown.key} onOpen={(id) => onSearch({ entry: id })} />
      ) : null}
    </>
  )
}
