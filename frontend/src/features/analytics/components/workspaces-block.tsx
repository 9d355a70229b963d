import { useState } from 'react'
import { Choice } from '@/components/look'
import { cn } from '@/components/ui'
import type { PlatformSummary, WorkspaceMargin } from '@/lib/api'
import { count, exactMoney, percent } from '@/lib/format'
import { modelCost } from '../model'
import type { Look } from '../search'
import { SECTIONS } from '../sections'
import { Block, CsvLink, Nothing } from './block'

const ORDERS = [
  ['by_margin', 'Least margin'],
  ['by_cost', 'Highest cost'],
] as const
type Order = (typeof ORDERS)[number][0]

/** What each workspace used, cost and brought; the worst come first. */
export function WorkspacesBlock({ summary, look }: { summary: PlatformSummary; look: Look }) {
  const [order, setOrder] = useState<Order>('by_margin')
  const { workspaces, currency } = summary
  const lines = workspaces[order]
  return (
    <Block
      id="workspaces"
      title={SECTIONS.workspaces}
      about={
        workspaces.total > lines.length
          ? `The first ${count(lines.length)} of ${count(workspaces.total)} that used a model or paid on these days; the file has all.`
          : 'All that used a model or paid on these days. Revenue is MRR as it accrued, cost is what models cost.'
      }
      actions={<Choice legend="Order" choices={ORDERS} chosen={order} onChoose={setOrder} />}
      foot={
        <CsvLink name="workspaces" look={look}>
          All workspaces as CSV
        </CsvLink>
      }
    >
      {lines.length === 0 ? (
        <Nothing>
          No workspace used a model or paid on these days. With the first answer of a partner its cost stands
          here.
        </Nothing>
      ) : (
        <section
          aria-label="Workspaces, as a table"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-[520px] overflow-auto"
        >
          <table className="num w-full border-collapse text-[14.5px] [overflow-wrap:normal]">
            <caption className="sr-only">Usage, model cost and margin of workspaces</caption>
            <thead className="sticky top-0 z-10 bg-sheet text-[13px] text-ink-2">
              <tr>
                <th scope="col" className="py-2 pr-3 text-left font-[560]">
                  Workspace
                </th>
                {['Margin', 'Of revenue', 'Revenue', 'Model cost', 'Calls'].map((label) => (
                  <th key={label} scope="col" className="py-2 pl-4 text-right font-[560] whitespace-nowrap">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line key={line.workspace_id ?? ''} line={line} currency={currency} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Block>
  )
}

const FIGURE = 'py-2 pl-4 text-right whitespace-nowrap'

function Line({ line, currency }: { line: WorkspaceMargin; currency: string }) {
  const { workspace_id, name, calls, cost_e8, revenue_minor, margin_minor } = line
  const isLoss = margin_minor !== null && margin_minor < 0
  return (
    <tr className="border-t border-hairline">
      <th
        scope="row"
        className="max-w-[132px] min-w-[132px] sm:max-w-[260px] truncate py-2 pr-3 text-left font-normal"
      >
        {workspace_id ? (
          <a href={`/admin/accounts/workspace/${workspace_id}/change/`} className="prose-link">
            {name}
          </a>
        ) : (
          name
        )}
      </th>
      <td className={cn(FIGURE, 'font-[560]', isLoss && 'text-vermilion')}>
        {margin_minor === null ? '–' : exactMoney(margin_minor, currency)}
      </td>
      <td className={FIGURE}>
        <Share line={line} />
      </td>
      <td className={FIGURE}>{exactMoney(revenue_minor, currency)}</td>
      <td className={FIGURE}>{modelCost(cost_e8)}</td>
      <td className={FIGURE}>{count(calls)}</td>
    </tr>
  )
}

function Share({ line }: { line: WorkspaceMargin }) {
  const { margin_percent, margin_minor, reason, target_percent, met } = line
  if (margin_percent === null) {
    return <span className="text-[13px] text-ink-3">{margin_minor === null ? reason : 'no revenue'}</span>
  }
  return (
    <span className={met === false ? 'text-vermilion' : 'text-verdigris'}>
      {percent(margin_percent).replace('-', '−')}
      {met === false ? <span className="block text-[12.5px]">target {target_percent}%</span> : null}
    </span>
  )
}
