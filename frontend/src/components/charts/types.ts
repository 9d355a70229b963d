export type Tone = 'ink' | 'vermilion' | 'verdigris' | 'amber' | 'muted'

/** One row per place on the horizontal axis: `at` names it (an ISO day, a step), the other keys hold its values. */
export type ChartRow = { at: string } & Record<string, string | number | null>

export interface ChartColumn {
  /** The key of the values in each row. */
  key: string
  /** Names the series in legend, tooltip and table. */
  label: string
  tone?: Tone
}

export interface ForecastPoint {
  at: string
  value: number
  low: number
  high: number
}

/** What is expected after the last row: a dashed line with the band in which it should lie. */
export interface Forecast {
  /** The column that is continued. */
  of: string
  /** Of the band, in percent: 80. */
  level: number
  points: readonly ForecastPoint[]
}

export interface ChartProps {
  /** Stands above the chart and names it. */
  title: string
  /** What the chart shows, in a sentence: for everybody who does not see it, and below the title for those who do. */
  summary: string
  data: readonly ChartRow[]
  columns: readonly ChartColumn[]
  /** `line` by default. `bars` are stacked; negative values go below the line. */
  kind?: 'line' | 'area' | 'bars'
  forecast?: Forecast | undefined
  /** A value for people: in tooltip and table. */
  format?: (value: number) => string
  /** A value on the vertical axis, as short as can be; `format` by default. */
  formatShort?: (value: number) => string
  /** A value for the CSV file: plain digits with a point. */
  formatPlain?: (value: number) => string
  /** A place for people: "20 November 2026". */
  formatAt?: (at: string) => string
  /** A place on the axis: "20 Nov". */
  formatAtShort?: (at: string) => string
  /** Names the first column of the table: "Day" by default. */
  atLabel?: string
  /** The CSV file's name, without ending. */
  fileName: string
}
