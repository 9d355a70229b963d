import { describe, expect, it } from 'vitest'
import type { DecisionCategory, DecisionValue } from '@/lib/api'
import { BLANK, fieldsFrom, fromMinor, isSameValue, readValue, slugOf, toMinor } from './values'

describe('amounts', () => {
  it.each([
    ['19', 'USD', 1900],
    ['19.5', 'USD', 1950],
    ['19,99', 'EUR', 1999],
    ['0.07', 'USD', 7],
    ['1500', 'JPY', 1500],
    ['19.999', 'USD', null],
    ['1500.5', 'JPY', null],
    ['0', 'USD', null],
    ['-5', 'USD', null],
    ['ten', 'USD', null],
    ['', 'USD', null],
  ])('%s %s is %s in minor units', (amount, currency, minor) => {
    expect(toMinor(amount, currency)).toBe(minor)
  })

  it('come back as they were typed', () => {
    for (const minor of [1, 7, 99, 100, 1900, 1950, 123_456_789]) {
      for (const currency of ['USD', 'JPY']) expect(toMinor(fromMinor(minor, currency), currency)).toBe(minor)
    }
  })
})

describe('a value', () => {
  const values: [DecisionCategory, DecisionValue][] = [
    ['platform', 'mighty_networks'],
    ['pricing', { amount_minor: 1900, currency: 'USD', period: 'month' }],
    ['pricing', { amount_minor: 1500, currency: 'JPY', period: 'year' }],
    ['structure', { tiers: [{ name: 'Member', amount_minor: null }] }],
    [
      'structure',
      {
        tiers: [
          { name: 'Member', amount_minor: 900 },
          { name: 'Inner circle', amount_minor: 4900 },
        ],
      },
    ],
    ['timeline', '2026-12-15'],
    ['timeline', 'P6W'],
    ['content', { formats: ['build_along', 'q_and_a'], cadence: 'weekly' }],
    ['content', { formats: ['challenge'], cadence: null }],
  ]

  it.each(values)('of %s survives the form: %j', (category, value) => {
    expect(readValue(category, fieldsFrom(value))).toEqual({ value })
  })

  it('is the same whatever the order of its keys', () => {
    expect(isSameValue({ cadence: 'weekly', formats: ['a'] }, { formats: ['a'], cadence: 'weekly' })).toBe(
      true,
    )
    expect(isSameValue('P6W', 'P3W')).toBe(false)
  })

  it('says what is missing', () => {
    const categories: DecisionCategory[] = ['platform', 'pricing', 'timeline', 'content']
    for (const category of categories) expect(readValue(category, BLANK)).toHaveProperty('problem')
    expect(readValue('structure', { ...BLANK, tiers: [{ name: ' ', amount: '' }] })).toHaveProperty('problem')
    expect(readValue('structure', { ...BLANK, tiers: [{ name: 'A', amount: 'x' }] })).toHaveProperty(
      'problem',
    )
    expect(readValue('timeline', { ...BLANK, timing: 'weeks', weeks: '0' })).toHaveProperty('problem')
  })

  it.each([
    ['Mighty Networks', 'mighty_networks'],
    ['  Café & Bar 2 ', 'cafe_bar_2'],
    ['123 go', 'go'],
    ['!!!', ''],
  ])('names %j by the slug %j', (name, slug) => expect(slugOf(name)).toBe(slug))
})
