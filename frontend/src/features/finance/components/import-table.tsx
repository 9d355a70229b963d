import { CircleAlert } from 'lucide-react'
import { Tag } from '@/components/ui'
import type { ImportPreview } from '@/lib/api'
import { count, exactMoney } from '@/lib/format'
import { KIND_NAMES } from '../model'

/** The rows as they would be written, and what is wrong with those that cannot be. */
export function ImportTable({
  found: { rows, faults, new_count, known_count, error_count },
}: {
  found: ImportPreview
}) {
  const more = new_count + known_count - rows.length
  return (
    <>
      {faults.length > 0 ? (
        <ul
          aria-label="Faults"
          className="grid max-h-36 gap-1.5 overflow-auto rounded bg-vermilion-soft px-3.5 py-3 text-[14px] text-vermilion"
        >
          {faults.map(({ line, column, message }) => (
            <li key={`${line} ${column} ${message}`} className="flex items-start gap-2">
              <CircleAlert aria-hidden className="mt-[3px] size-[15px] shrink-0" />
              <span>
                Line {count(line)}
                {column ? `, ${column}` : ''}: {message}
              </span>
            </li>
          ))}
          {error_count > faults.length ? <li>And {count(error_count - faults.length)} more.</li> : null}
        </ul>
      ) : null}
      {rows.length > 0 ? (
        <section
          aria-label="Rows of the file"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className="num max-h-[300px] overflow-auto rounded border border-hairline text-[14px]"
        >
          <table className="w-full border-collapse">
            <thead className="sticky top-0 bg-sheet text-left">
              <tr className="border-b border-hairline">
                {['Day', 'What', 'Amount'].map((name) => (
                  <th key={name} scope="col" className="px-3 py-2 font-[560] last:text-right">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.line} className="border-b border-hairline last:border-0">
                  <td className="px-3 py-1.5 whitespace-nowrap text-ink-2">{row.day}</td>
                  <td className="px-3 py-1.5">
                    {row.description} <span className="text-ink-3">{KIND_NAMES[row.kind]}</span>{' '}
                    {row.known ? <Tag>there already</Tag> : null}
                  </td>
                  <td className="px-3 py-1.5 text-right whitespace-nowrap">
                    {exactMoney(row.amount_minor, row.currency)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {more > 0 ? <p className="text-[13.5px] text-ink-3">And {count(more)} more rows.</p> : null}
    </>
  )
}
