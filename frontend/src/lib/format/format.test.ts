import { expect, test } from 'vitest'
import { count, dayInWords, money, parseCount, percent, percentHundredths, plural, relativeDay } from '.'

test.each([
  ['50,000', 50_000],
  [' 50 000 ', 50_000],
  ['50k', 50_000],
  ['1.2M', 1_200_000],
  ['0', 0],
  ['', Number.NaN],
  ['many', Number.NaN],
  ['-5', Number.NaN],
  ['1.5', Number.NaN],
])('the count %j is read as %d', (typed, value) => {
  expect(parseCount(typed)).toBe(value)
})

test.each([
  ['6.5', 650],
  ['6,5 %', 650],
  ['1.005', 101],
  ['1.0049', 100],
  ['.5', 50],
  ['100', 10_000],
  ['', Number.NaN],
  ['.', Number.NaN],
  ['-1', Number.NaN],
  ['3.', Number.NaN],
])('the rate %j is %d hundredths of a percent', (typed, value) => {
  expect(percentHundredths(typed)).toBe(value)
})

test('money comes from the minor unit, without needless zeros', () => {
  expect(money(1900, 'USD')).toBe('$19')
  expect(money(1950, 'USD')).toBe('$19.50')
  expect(money(1900, 'JPY')).toBe('¥1,900')
})

test('numbers and days read as people say them', () => {
  expect(count(1_234_567)).toBe('1,234,567')
  expect(percent(6.5)).toBe('6.5%')
  expect(plural(1, 'task')).toBe('1 task')
  expect(plural(3250, 'person', 'people')).toBe('3,250 people')
  expect(dayInWords('2026-12-15')).toBe('15 December 2026')
  expect(relativeDay('2026-11-19', new Date(2026, 10, 20, 9))).toBe('Yesterday')
})
