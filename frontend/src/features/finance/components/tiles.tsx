import { cn } from '@/components/ui'
import type { FinanceSummary, FinanceTile, FinanceTileKey } from '@/lib/api'
import { count, exactMoney, percent, plural } from '@/lib/format'
import { type Change, changeOf } from '../model'

interface TilesProps {
  summary: FinanceSummary
  chosen: FinanceTileKey | undefined
  onChoose: (tile: FinanceTileKey) => void
}

export const Tiles = ({ summary, chosen, onChoose }: TilesProps) => (
  <ul
    aria-label="Figures"
    className="grid grid-cols-1 gap-2.5 min-[360px]:grid-cols-2 sm:gap-3.5 xl:grid-cols-4"
  >
    {summary.tiles.map((tile) => (
      <li key={tile.key} className="min-w-0">
        <button
          type="button"
          aria-pressed={tile.key === chosen}
          onClick={() => onChoose(tile.key)}
          className={cn(
            'num grid h-full w-full content-start rounded-card border bg-sheet px-3.5 py-3.5 text-left sm:px-[18px] sm:py-4',
            'transition-[border-color,box-shadow] duration-[var(--quick)] hover:border-ink-3',
            tile.key === chosen ? 'border-ink shadow-[0_0_0_1px_var(--ink)]' : 'border-hairline',
          )}
        >
          <span className="eyebrow">{tile.label}</span>{' '}
          <span className="mt-2 mb-1.5 font-display text-[21px] leading-[1.15] font-[480] sm:text-[26px]">
            {exactMoney(tile.amount_minor, summary.currency)}
          </span>{' '}
          <Beneath tile={tile} />
        </button>
      </li>
    ))}
  </ul>
)

function Beneath({ tile }: { tile: FinanceTile }) {
  const change = changeOf(tile)
  return (
    <span className="flex flex-wrap gap-x-2 text-[13px] text-ink-3">
      {change ? <Moved change={change} /> : null}{' '}
      {tile.margin_percent === null ? (
        <span>{plural(tile.entries, 'receipt')}</span>
      ) : (
        <span>
          <span className="font-[560] text-verdigris">{percent(tile.margin_percent)}</span> margin
          <span className="sr-only">, {count(tile.entries)} receipts</span>
        </span>
      )}
    </span>
  )
}

const MOODS = { good: 'text-verdigris', bad: 'text-vermilion', plain: 'text-ink-2' }

const Moved = ({ change: { arrow, percent: size, mood, sentence } }: { change: Change }) => (
  <span className={cn('font-[560]', MOODS[mood])}>
    <span aria-hidden>
      {arrow} {size}
    </span>
    <span className="sr-only">{sentence},</span>
  </span>
)
