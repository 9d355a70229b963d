import type { PlatformSummary, VisitPart } from '@/lib/api'
import { count } from '@/lib/format'
import type { Look } from '../search'
import { SECTIONS } from '../sections'
import { Block, CsvLink, Nothing } from './block'

const PARTS = [
  ['sources', 'Sources'],
  ['campaigns', 'Campaigns'],
  ['paths', 'Pages'],
  ['devices', 'Devices'],
] as const

/** Where visits came from and what was looked at: the ten of each that brought most. */
export function VisitsBlock({ summary: { visits }, look }: { summary: PlatformSummary; look: Look }) {
  const shown = PARTS.filter(([part]) => visits[part].length > 0)
  return (
    <Block
      id="visits"
      title={SECTIONS.visits}
      about="Looks at public pages, bots left out, and nobody followed from one day to the next."
      foot={
        <CsvLink name="metrics" look={look}>
          Visits of every day as CSV
        </CsvLink>
      }
    >
      {shown.length === 0 ? (
        <Nothing>
          Nobody looked at a public page on these days. Links with utm_source and utm_campaign are told apart
          here as soon as someone follows one.
        </Nothing>
      ) : (
        <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
          {shown.map(([part, label]) => (
            <PartTable key={part} label={label} rows={visits[part]} />
          ))}
        </div>
      )}
    </Block>
  )
}

function PartTable({ label, rows }: { label: string; rows: readonly VisitPart[] }) {
  const most = Math.max(...rows.map(({ visits }) => visits))
  return (
    <table className="num w-full table-fixed border-collapse self-start text-[14.5px]">
      <caption className="sr-only">{label}</caption>
      <thead className="text-[13px] text-ink-2">
        <tr>
          <th scope="col" className="pb-1.5 text-left font-[560]">
            {label}
          </th>
          <th scope="col" className="w-20 pb-1.5 text-right font-[560]">
            Visits
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, visits }) => (
          <tr key={name} className="border-t border-hairline">
            <th scope="row" className="py-1.5 text-left font-normal">
              <span className="block truncate">{name}</span>
              <span
                aria-hidden
                className="mt-1 block h-1 rounded-[2px] bg-hairline-strong"
                style={{ width: `${(100 * visits) / most}%` }}
              />
            </th>
            <td className="py-1.5 text-right align-top">{count(visits)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
