import { tabled } from './series'
import type { ChartProps } from './types'

/** The same figures as a table: to read out, to select, to compare. */
export function ChartTable(props: ChartProps) {
  const { title, format = String, formatAt = String, atLabel = 'Day' } = props
  const { rows, columns } = tabled(props)
  return (
    <section
      aria-label={`${title}, as a table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="num max-h-[300px] overflow-auto rounded border border-hairline text-[14px]"
    >
      <table className="w-full border-collapse">
        <caption className="sr-only">{title}</caption>
        <thead className="sticky top-0 bg-sheet">
          <tr>
            {[{ key: 'at', label: atLabel }, ...columns].map(({ key, label }, index) => (
              <th
                key={key}
                scope="col"
                className={`border-b border-hairline px-3 py-2 font-[560] whitespace-nowrap ${index ? 'text-right' : 'text-left'}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.at} className="border-b border-hairline last:border-0">
              <th scope="row" className="px-3 py-1.5 text-left font-normal text-ink-2">
                {formatAt(row.at)}
              </th>
              {columns.map(({ key }) => (
                <td key={key} className="px-3 py-1.5 text-right whitespace-nowrap">
                  {typeof row[key] === 'number' ? format(row[key]) : ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
