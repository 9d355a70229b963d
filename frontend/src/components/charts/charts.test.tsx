import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { asCsv } from './csv'
import { Chart } from './index'
import { BAND, drawnRows, EXPECTED, tabled } from './series'
import { sparkPoints } from './sparkline'

const data = [
  { at: '2026-11-19', earned: 1400 },
  { at: '2026-11-20', earned: 1900 },
]
const columns = [{ key: 'earned', label: 'Earned' }]
const forecast = { of: 'earned', level: 80, points: [{ at: '2026-11-21', value: 20, low: 10, high: 30 }] }

test('the dashed line begins where the drawn one ends', () => {
  expect(drawnRows(data, forecast)).toEqual([
    data[0],
    { ...data[1], [EXPECTED]: 1900, [BAND]: [1900, 1900] },
    { at: '2026-11-21', [EXPECTED]: 20, [BAND]: [10, 30] },
  ])
  expect(drawnRows(data)).toEqual(data)
})

test('the table has the forecast in columns of its own', () => {
  const { rows, columns: named } = tabled({ data, columns, forecast })
  expect(named.map(({ label }) => label)).toEqual(['Earned', 'Expected', 'At least (80%)', 'At most (80%)'])
  expect(rows.at(-1)).toEqual({ at: '2026-11-21', expected: 20, low: 10, high: 30 })
})

test('a file keeps its cells apart and runs none of them', () => {
  const rows = [
    { at: '=1+1', a: -5 },
    { at: 'x, "y"', a: null },
  ]
  const plain = (value: number) => (value / 100).toFixed(2)
  expect(asCsv(rows, [{ key: 'a', label: '-cmd' }], { atLabel: 'Step', plain })).toBe(
    'Step,\'-cmd\r\n\'=1+1,-0.05\r\n"x, ""y""",\r\n',
  )
})

test('a level sparkline runs through the middle', () => {
  expect(sparkPoints([5, 5])).toBe('0.0,14.0 100.0,14.0')
  expect(sparkPoints([0, 10])).toBe('0.0,26.0 100.0,2.0')
})

test('the figures can be read as a table', async () => {
  const user = userEvent.setup()
  render(
    <Chart
      title="Earned, day by day"
      summary="Two sales."
      data={data}
      columns={columns}
      fileName="earned"
      format={(value) => `$${value / 100}`}
    />,
  )
  expect(screen.getByRole('figure', { name: 'Earned, day by day' })).toHaveAccessibleDescription('Two sales.')
  await user.click(screen.getByRole('button', { name: 'Show as table' }))
  const table = within(screen.getByRole('table', { name: 'Earned, day by day' }))
  expect(table.getAllByRole('row').map((row) => row.textContent)).toEqual([
    'DayEarned',
    '2026-11-19$14',
    '2026-11-20$19',
  ])
  await user.click(screen.getByRole('button', { name: 'Show as chart' }))
  expect(screen.queryByRole('table')).not.toBeInTheDocument()
})
