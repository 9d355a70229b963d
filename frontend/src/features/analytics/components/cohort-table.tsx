import type { CohortLine } from '@/lib/api'
import { count } from '@/lib/format'
import { age, cohortName } from '../grains'

interface CohortTableProps {
  lines: readonly CohortLine[]
  grain: 'week' | 'month'
  noun: string
}

const NAMES = { week: 'Week', month: 'Month' }
const EDGE = 'sticky left-0 bg-sheet'

/** The triangle: a row for each beginning, a column for each period after it, the darker the more stayed. */
export function CohortTable({ lines, grain, noun }: CohortTableProps) {
  const oldest = Math.max(
    ...lines.flatMap(({ cohort, periods }) => periods.map((cell) => age(cohort, cell.period, grain))),
  )
  const ages = Array.from({ length: oldest + 1 }, (_, index) => index)
  return (
    <section
      aria-label={`Cohorts by ${grain}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="num max-h-[520px] overflow-auto rounded border border-hairline text-[13.5px] [overflow-wrap:normal]"
    >
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">
          {noun} who stayed, by the {grain} they began in
        </caption>
        <thead className="sticky top-0 z-10 bg-sheet">
          <tr className="text-ink-2">
            <th scope="col" className={`${EDGE} px-3 py-2 text-left font-[560]`}>
              {NAMES[grain]} of
            </th>
            <th scope="col" className="px-3 py-2 text-right font-[560]">
              {noun}
            </th>
            {ages.map((index) => (
              <th key={index} scope="col" className="px-2 py-2 text-center font-[560] whitespace-nowrap">
                <span className="sr-only">{NAMES[grain]} </span>
                {index}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <CohortRow key={line.cohort} line={line} grain={grain} ages={ages} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface CohortRowProps {
  line: CohortLine
  grain: 'week' | 'month'
  ages: readonly number[]
}

function CohortRow({ line: { cohort, size, periods }, grain, ages }: CohortRowProps) {
  const byAge = new Map(periods.map((cell) => [age(cohort, cell.period, grain), cell]))
  return (
    <tr>
      <th scope="row" className={`${EDGE} px-3 py-1.5 text-left font-normal whitespace-nowrap`}>
        {cohortName(grain, cohort)}
      </th>
      <td className="px-3 py-1.5 text-right">{count(size)}</td>
      {ages.map((index) => {
        const cell = byAge.get(index)
        return cell ? (
          <Cell key={index} retained={cell.retained} percent={cell.percent ?? 0} />
        ) : (
          <td key={index} />
        )
      })}
    </tr>
  )
}

/** Never so dark that ink could not be read on it, in either theme. */
const DARKEST = 46

const Cell = ({ retained, percent }: { retained: number; percent: number }) => (
  <td
    className="min-w-[58px] border-l-2 border-t-2 border-sheet px-2 py-1.5 text-center"
    style={{
      backgroundColor: `color-mix(in srgb, var(--verdigris) ${(percent * DARKEST) / 100}%, var(--sheet))`,
    }}
  >
    {Math.round(percent)}%<span className="block text-[11.5px]">{count(retained)}</span>
  </td>
)
