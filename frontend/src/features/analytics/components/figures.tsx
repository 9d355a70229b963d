import { useId } from 'react'
import { Tag } from '@/components/ui'
import type { PlatformSummary, PlatformTile } from '@/lib/api'
import { beforeOf, figureOf, headlines, targetOf, targetSentence } from '../model'
import { Moved } from './moved'

interface FiguresProps {
  summary: PlatformSummary
  onOpen: (metric: string) => void
}

/** The figures to know at a glance: each with what it means, and each opens to its rows. */
export const Figures = ({ summary, onOpen }: FiguresProps) => (
  <ul
    id="figures"
    aria-label="Figures"
    className="grid scroll-mt-4 grid-cols-1 gap-2.5 min-[360px]:grid-cols-2 sm:gap-3.5 xl:grid-cols-4"
  >
    {headlines(summary).map((tile) => (
      <Tile key={tile.metric} tile={tile} summary={summary} onOpen={() => onOpen(tile.metric)} />
    ))}
  </ul>
)

interface TileProps {
  tile: PlatformTile
  summary: PlatformSummary
  onOpen: () => void
}

function Tile({ tile, summary, onOpen }: TileProps) {
  const id = useId()
  const { currency } = summary
  const before = beforeOf(tile, currency)
  const target = targetOf(summary, tile.metric)
  return (
    <li className="num relative grid min-w-0 content-start gap-1.5 rounded-card border border-hairline bg-sheet px-3.5 py-3.5 transition-[border-color] duration-[var(--quick)] hover:border-ink-3 sm:px-[18px] sm:py-4">
      <button
        type="button"
        aria-haspopup="dialog"
        aria-describedby={id}
        onClick={onOpen}
        className="grid gap-2 text-left after:absolute after:inset-0 after:rounded-card"
      >
        <span className="eyebrow">{tile.label}</span>{' '}
        <span className="font-display text-[21px] leading-[1.15] font-[480] sm:text-[26px]">
          {figureOf(tile, currency)}
        </span>
      </button>
      <div id={id} className="grid gap-1.5 text-[13px] text-ink-3">
        <p className="flex flex-wrap gap-x-2">
          <Moved tile={tile} />
          {before ? <span>before {before}</span> : null}
        </p>
        {target ? (
          <p>
            <Tag
              tone={target.met === null ? 'plain' : target.met ? 'done' : 'alert'}
              className="rounded-[9px] whitespace-normal"
            >
              {targetSentence(target, currency)}
            </Tag>
          </p>
        ) : null}
        <p className="leading-snug">{tile.reason || tile.explanation}</p>
      </div>
    </li>
  )
}
