import type { PlatformSummary, PlatformTile } from '@/lib/api'
import { beforeOf, figureOf, otherTiles } from '../model'
import type { Look } from '../search'
import { SECTIONS } from '../sections'
import { Block, CsvLink } from './block'
import { Moved } from './moved'

interface MoreFiguresProps {
  summary: PlatformSummary
  look: Look
  onOpen: (metric: string) => void
}

/** All that do not stand on top, each with what it means. */
export const MoreFigures = ({ summary, look, onOpen }: MoreFiguresProps) => (
  <Block
    id="more"
    title={SECTIONS.more}
    about="As those on top: press one to see the rows that it is made of."
    foot={
      <CsvLink name="metrics" look={look}>
        Figures of every day as CSV
      </CsvLink>
    }
  >
    <FigureTable summary={summary} onOpen={onOpen} />
  </Block>
)

const HEAD = 'border-b border-hairline py-2 text-left text-[13px] font-[560] text-ink-2'

const FigureTable = ({ summary, onOpen }: Omit<MoreFiguresProps, 'look'>) => (
  <table className="num w-full border-collapse text-[14.5px] [overflow-wrap:normal]">
    <caption className="sr-only">{SECTIONS.more}</caption>
    <thead>
      <tr>
        <th scope="col" className={HEAD}>
          Figure
        </th>
        <th scope="col" className={`${HEAD} pl-3 text-right`}>
          Now
        </th>
        <th scope="col" className={`${HEAD} hidden pl-3 text-right sm:table-cell`}>
          Before
        </th>
        <th scope="col" className={`${HEAD} pl-3 text-right`}>
          Change
        </th>
      </tr>
    </thead>
    <tbody>
      {otherTiles(summary).map((tile) => (
        <FigureRow
          key={tile.metric}
          tile={tile}
          currency={summary.currency}
          onOpen={() => onOpen(tile.metric)}
        />
      ))}
    </tbody>
  </table>
)

interface FigureRowProps {
  tile: PlatformTile
  currency: string
  onOpen: () => void
}

function FigureRow({ tile, currency, onOpen }: FigureRowProps) {
  const before = beforeOf(tile, currency)
  return (
    <tr className="relative border-b border-hairline last:border-0 hover:bg-sunk">
      <th scope="row" className="py-2 text-left align-top font-normal">
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={onOpen}
          className="text-left font-[560] after:absolute after:inset-0"
        >
          {tile.label}
        </button>
        <span className="block text-[13px] leading-snug text-ink-3">{tile.reason || tile.explanation}</span>
      </th>
      <td className="py-2 pl-3 text-right align-top font-[560] whitespace-nowrap">
        {figureOf(tile, currency)}
        {before ? (
          <span className="block text-[12.5px] font-normal text-ink-3 sm:hidden">before {before}</span>
        ) : null}
      </td>
      <td className="hidden py-2 pl-3 text-right align-top whitespace-nowrap text-ink-2 sm:table-cell">
        {before}
      </td>
      <td className="py-2 pl-3 text-right align-top">
        <Moved tile={tile} />
      </td>
    </tr>
  )
}
