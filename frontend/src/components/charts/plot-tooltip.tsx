import { BAND } from './series'

interface Shown {
  dataKey?: unknown
  name?: unknown
  value?: unknown
  color?: string
  stroke?: string
}

interface PlotTooltipProps {
  format: (value: number) => string
  formatAt: (at: string) => string
  /** Given by Recharts. */
  active?: boolean
  label?: unknown
  payload?: readonly Shown[]
}

const inWords = (value: unknown, format: (value: number) => string) =>
  Array.isArray(value) ? `${format(Number(value[0]))} to ${format(Number(value[1]))}` : format(Number(value))

/** What stands at one place of the chart. The table says the same to those who cannot point. */
export function PlotTooltip({ active, label, payload = [], format, formatAt }: PlotTooltipProps) {
  if (!active || payload.length === 0) return null
  const measured = payload.some(({ dataKey }) => dataKey !== BAND && dataKey !== 'expected')
  // Where the dashed line begins, both say what was measured.
  const shown = measured
    ? payload.filter(({ dataKey }) => dataKey !== BAND && dataKey !== 'expected')
    : payload
  return (
    <div className="num rounded border border-hairline bg-sheet px-3 py-2 text-[13px] shadow-sheet">
      <p className="mb-1 text-ink-3">{formatAt(String(label))}</p>
      {shown.map(({ dataKey, name, value, color, stroke }) => (
        <p key={String(dataKey)} className="flex items-center gap-2">
          <span
            aria-hidden
            className="size-2 rounded-full"
            style={{ background: stroke && stroke !== 'none' ? stroke : color }}
          />
          <span className="text-ink-2">{String(name)}</span>
          <span className="ml-auto pl-4 font-[560]">{inWords(value, format)}</span>
        </p>
      ))}
    </div>
  )
}
