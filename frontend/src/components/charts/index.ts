export { Chart } from './chart'
export { asCsv, saveText } from './csv'
export { Sparkline } from './sparkline'
export type { ChartColumn, ChartProps, ChartRow, Forecast, ForecastPoint, Tone } from './types'
