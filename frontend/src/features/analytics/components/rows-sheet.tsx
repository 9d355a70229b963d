import { ChevronRight } from 'lucide-react'
import { Dialog, DialogContent } from '@/components/ui'
import type { PlatformSummary, PlatformTile } from '@/lib/api'
import { spanInWords } from '@/lib/format'
import { figureOf, tileOf } from '../model'
import type { Look } from '../search'
import { RowList } from './row-list'

interface RowsSheetProps {
  summary: PlatformSummary
  look: Look
  tile: PlatformTile
  onOpen: (metric: string) => void
  onClose: () => void
}

/** What a figure is made of: at the right edge where there is room, from the bottom edge of a phone. */
export default function RowsSheet({ summary, look, tile, onOpen, onClose }: RowsSheetProps) {
  const { since, until, currency, world } = summary
  const days =
    tile.form === 'stock' ? `At the end of ${spanInWords(until, until)}` : spanInWords(since, until)
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        key={tile.metric}
        title={`${tile.label}: ${figureOf(tile, currency)}`}
        description={tile.explanation}
        className="num top-auto bottom-0 max-h-[88dvh] w-full max-w-[640px] translate-y-0 grid-cols-[minmax(0,1fr)] content-start gap-3 rounded-b-none px-4 pb-0 sm:px-6 md:top-0 md:right-0 md:left-auto md:h-dvh md:max-h-none md:w-[460px] md:translate-x-0 md:rounded-none"
      >
        <p className="text-[14px] text-ink-3">
          {days}
          {world === 'simulated' ? ', sandbox' : ''}
        </p>
        {tile.reason ? <p className="text-[14.5px]">{tile.reason}</p> : null}
        {tile.opens ? (
          <RowList look={look} tile={tile} currency={currency} />
        ) : (
          <MadeOf parts={tile.made_of.map((part) => tileOf(summary, part))} {...{ currency, onOpen }} />
        )}
      </DialogContent>
    </Dialog>
  )
}

interface MadeOfProps {
  parts: (PlatformTile | undefined)[]
  currency: string
  onOpen: (metric: string) => void
}

/** A figure that is reckoned from others leads to them. */
const MadeOf = ({ parts, currency, onOpen }: MadeOfProps) => (
  <section aria-label="Made of" className="pb-5">
    <p className="eyebrow mb-1.5">Made of</p>
    <ul className="border-t border-hairline">
      {parts
        .filter((part) => part !== undefined)
        .map((part) => (
          <li key={part.metric} className="border-b border-hairline last:border-0">
            <button
              type="button"
              onClick={() => onOpen(part.metric)}
              className="grid w-full grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 py-3 text-left text-[14.5px] hover:bg-sunk"
            >
              <span>{part.label}</span>
              <span className="font-[560]">{figureOf(part, currency)}</span>
              <ChevronRight aria-hidden className="size-4 text-ink-3" />
              <span className="col-span-3 text-[13px] text-ink-3">{part.explanation}</span>
            </button>
          </li>
        ))}
    </ul>
  </section>
)
