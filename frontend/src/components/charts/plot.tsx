import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { PlotTooltip } from './plot-tooltip'
import { BAND, drawnRows, EXPECTED } from './series'
import { COLOURS, colourOf } from './tones'
import type { ChartColumn, ChartProps } from './types'

const TICK = { fill: 'var(--ink-3)', fontSize: 12 }

/** The drawing itself, in a chunk of its own: only pages with a chart load Recharts, and after the page. */
export default function Plot(props: ChartProps) {
  const { title, data, columns, kind = 'line', forecast, format = String } = props
  const { formatShort = format, formatAt = String, formatAtShort = formatAt } = props
  return (
    <ResponsiveContainer width="100%" height="100%" minWidth={0}>
      <ComposedChart
        data={drawnRows(data, forecast)}
        stackOffset="sign"
        margin={{ top: 8, right: 10, bottom: 0, left: 0 }}
        title={`${title}. The arrow keys move from one to the next.`}
      >
        <CartesianGrid vertical={false} stroke="var(--hairline)" />
        <XAxis
          dataKey="at"
          tick={TICK}
          tickFormatter={formatAtShort}
          tickLine={false}
          axisLine={false}
          tickMargin={8}
          minTickGap={36}
        />
        <YAxis
          tick={TICK}
          tickFormatter={formatShort}
          tickLine={false}
          axisLine={false}
          width="auto"
          tickMargin={6}
          allowDecimals={false}
        />
        <ReferenceLine y={0} stroke="var(--hairline-strong)" />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--hairline-strong)', fill: 'var(--sunk)', fillOpacity: 0.6 }}
          content={<PlotTooltip format={format} formatAt={formatAt} />}
        />
        {forecast ? expectedOf(forecast.level) : null}
        {columns.map((column, index) => seriesOf(kind, column, index))}
      </ComposedChart>
    </ResponsiveContainer>
  )
}

const expectedOf = (level: number) => [
  <Area
    key={BAND}
    dataKey={BAND}
    name={`${level}% band`}
    stroke="none"
    fill={COLOURS.vermilion}
    fillOpacity={0.13}
    activeDot={false}
    isAnimationActive={false}
  />,
  <Line
    key={EXPECTED}
    dataKey={EXPECTED}
    name="Expected"
    stroke={COLOURS.vermilion}
    strokeWidth={2}
    strokeDasharray="5 5"
    dot={false}
    isAnimationActive={false}
  />,
]

function seriesOf(kind: ChartProps['kind'], { key, label, tone }: ChartColumn, index: number) {
  const colour = colourOf(tone, index)
  const shared = { dataKey: key, name: label, isAnimationActive: false }
  if (kind === 'bars') return <Bar key={key} {...shared} stackId="all" fill={colour} maxBarSize={28} />
  const line = {
    ...shared,
    stroke: colour,
    strokeWidth: 2.2,
    dot: false,
    activeDot: { r: 4.5, fill: colour },
  }
  if (kind === 'area') return <Area key={key} {...line} fill={colour} fillOpacity={0.08} />
  return <Line key={key} {...line} />
}
