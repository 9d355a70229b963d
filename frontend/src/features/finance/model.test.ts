import { expect, test } from 'vitest'
import { spanOf } from '@/lib/ranges'
import { emptyMoney, makeEntry, makeMoney, makeTile } from '@/test/finance'
import {
  changeOf,
  chartSentence,
  gradeSentence,
  gradesInWords,
  isEmpty,
  prettyReceipt,
  tileSentence,
} from './model'
import { lookOf, readSearch, spanIn } from './search'

test.each([
  ['this-month', '2026-11-20', '2026-11-01', '2026-11-20'],
  ['last-month', '2026-11-20', '2026-10-01', '2026-10-31'],
  ['last-month', '2026-01-05', '2025-12-01', '2025-12-31'],
  ['last-month', '2024-03-31', '2024-02-01', '2024-02-29'],
  ['last-30', '2026-11-20', '2026-10-22', '2026-11-20'],
  ['last-90', '2026-03-01', '2025-12-02', '2026-03-01'],
  ['this-year', '2026-11-20', '2026-01-01', '2026-11-20'],
  ['last-year', '2026-11-20', '2025-01-01', '2025-12-31'],
] as const)('%s on %s is %s to %s', (preset, today, since, until) => {
  expect(spanOf(preset, today)).toEqual({ since, until })
})

test('an address keeps what the page knows and drops the rest', () => {
  expect(
    readSearch({ range: 'last-30', world: 'both', currency: 'usd', tile: 'kept', convert: 'true', x: 1 }),
  ).toEqual({ range: 'last-30', tile: 'kept', convert: true })
  expect(readSearch({ since: '2026-11-20', until: '2026-11-01' })).toEqual({})
  const own = readSearch({ since: '2026-11-01', until: '2026-11-20', range: 'last-30' })
  expect(spanIn(own)).toEqual({ since: '2026-11-01', until: '2026-11-20' })
  expect(lookOf({ ...own, tile: 'kept', entry: 'e', world: 'real' })).toEqual({
    since: '2026-11-01',
    until: '2026-11-20',
    world: 'real',
  })
})

test('more earned is good, more spent is only said', () => {
  expect(changeOf(makeTile())).toMatchObject({ arrow: '↑', percent: '18%', mood: 'good' })
  expect(changeOf(makeTile({ amount_minor: 50, previous_minor: 100, change_percent: -50 }))).toMatchObject({
    arrow: '↓',
    mood: 'bad',
    sentence: '50% less than before',
  })
  const fees = makeTile({
    key: 'fees_and_refunds',
    amount_minor: -600,
    previous_minor: -500,
    change_percent: -20,
  })
  expect(changeOf(fees)).toMatchObject({ arrow: '↑', percent: '20%', mood: 'plain' })
  expect(changeOf(makeTile({ change_percent: null }))).toBeNull()
  expect(changeOf(makeTile({ change_percent: 0 }))?.sentence).toBe('as much as before')
})

test('figures and grades in words', () => {
  expect(tileSentence(makeTile(), 'USD')).toBe('$1,284.00 earned')
  expect(gradesInWords(makeTile())).toBe('58 verified, 13 imported')
  expect(gradeSentence(makeEntry())).toBe('Verified: read from Stripe.')
  expect(gradeSentence(makeEntry({ grade: 'imported', source: 'Written down by hand' }))).toBe(
    'Imported: a person wrote it down.',
  )
  expect(gradeSentence(makeEntry({ grade: 'simulated' }))).toMatch(/no money moved/)
})

test('the chart is said in a sentence', () => {
  expect(chartSentence(makeMoney())).toBe(
    'Something came in on 15 of 17 days; most on 16 November 2026: $102.00.',
  )
  expect(chartSentence(makeMoney({ daily: [] }))).toBe('Nothing was earned on these 0 days.')
  expect(isEmpty(emptyMoney())).toBe(true)
  expect(isEmpty(emptyMoney({ left_out: [{ currency: 'EUR', net_minor: 1 }] }))).toBe(false)
})

test('a receipt is laid out if it is JSON, and left alone if not', () => {
  expect(prettyReceipt('{"a":1}', 'application/json')).toBe('{\n  "a": 1\n}')
  expect(prettyReceipt('{"a":', 'application/json')).toBe('{"a":')
  expect(prettyReceipt('{"a":1}', 'text/plain')).toBe('{"a":1}')
})
