import { expect, test } from 'vitest'
import {
  count,
  dayInWords,
  exactMoney,
  money,
  parseCount,
  parseMoney,
  percent,
  percentHundredths,
  plainMoney,
  plural,
  relativeDay,
  spanInWords,
} from '.'

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

test('money of the books keeps its digits and has a true minus', () => {
  expect(exactMoney(128_400, 'USD')).toBe('$1,284.00')
  expect(exactMoney(-9642, 'USD')).toBe('−$96.42')
  expect(exactMoney(1900, 'JPY')).toBe('¥1,900')
  expect(plainMoney(-1250, 'EUR')).toBe('-12.50')
})

test.each([
  ['12.5', 'USD', 1250],
  [' 1,250.05 ', 'USD', 125_005],
  ['1500', 'JPY', 1500],
  ['12.', 'USD', 1200],
  ['15.5', 'JPY', Number.NaN],
  ['1.005', 'USD', Number.NaN],
  ['-5', 'USD', Number.NaN],
  ['five', 'USD', Number.NaN],
  ['', 'USD', Number.NaN],
])('the amount %j in %s is %d minor units', (typed, currency, minor) => {
  expect(parseMoney(typed, currency)).toBe(minor)
})

test('a span says its months once', () => {
  expect(spanInWords('2026-11-01', '2026-11-20')).toBe('1 to 20 November 2026')
  expect(spanInWords('2026-10-12', '2026-11-20')).toBe('12 October to 20 November 2026')
  expect(spanInWords('2025-12-30', '2026-01-02')).toBe('30 December 2025 to 2 January 2026')
  expect(spanInWords('2026-11-20', '2026-11-20')).toBe('20 November 2026')
})
