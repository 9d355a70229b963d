import type { ChartColumn, ChartRow } from './types'

// A spreadsheet runs a cell that begins so; an apostrophe makes it text. Numbers keep their minus.
const FORMULA = /^[=+@\t\r]|^-(?![\d.]+$)/

function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** The rows of a chart as a CSV file (RFC 4180), with the columns' labels above. */
export function asCsv(
  data: readonly ChartRow[],
  columns: readonly ChartColumn[],
  { atLabel, plain }: { atLabel: string; plain: (value: number) => string },
): string {
  const head = [atLabel, ...columns.map(({ label }) => label)]
  const rows = data.map((row) => [
    row.at,
    ...columns.map(({ key }) => {
      const value = row[key]
      return typeof value === 'number' ? plain(value) : (value ?? '')
    }),
  ])
  return [head, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')
}

/** Hands a text to the browser as a file. */
export function saveText(text: string, name: string, type = 'text/csv;charset=utf-8') {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has its own hold on the file by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(address), 0)
}
