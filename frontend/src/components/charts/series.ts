import type { ChartProps, ChartRow, Forecast } from './types'

/** Where the values of a forecast stand in the rows that are drawn. */
export const EXPECTED = 'expected'
export const BAND = 'band'

export type DrawnRow = Record<string, string | number | null | [number, number]> & { at: string }

/** The rows with the forecast's after them; the dashed line begins where the drawn one ends. */
export function drawnRows(data: readonly ChartRow[], forecast?: Forecast): DrawnRow[] {
  if (!forecast || forecast.points.length === 0) return data.map((row) => ({ ...row }))
  const last = data.at(-1)
  const end = last?.[forecast.of]
  return [
    ...data.map((row) =>
      row === last && typeof end === 'number'
        ? { ...row, [EXPECTED]: end, [BAND]: [end, end] as [number, number] }
        : { ...row },
    ),
    ...forecast.points.map(({ at, value, low, high }) => ({
      at,
      [EXPECTED]: value,
      [BAND]: [low, high] as [number, number],
    })),
  ]
}

/** The table of a chart: its rows and columns, and those of the forecast. */
export function tabled({ data, columns, forecast }: Pick<ChartProps, 'data' | 'columns' | 'forecast'>) {
  if (!forecast || forecast.points.length === 0) return { rows: data, columns }
  const rows = forecast.points.map(({ at, value, low, high }) => ({ at, [EXPECTED]: value, low, high }))
  return {
    rows: [...data, ...rows] as readonly ChartRow[],
    columns: [
      ...columns,
      { key: EXPECTED, label: 'Expected' },
      { key: 'low', label: `At least (${forecast.level}%)` },
      { key: 'high', label: `At most (${forecast.level}%)` },
    ],
  }
}
