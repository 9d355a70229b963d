import { expect, test } from 'vitest'
import { makeCatalogue } from '@/test/catalogue'
import { amountText, changedValues, parseAmount, typedOf, untold } from './model'
import type { CatalogueFeature } from './types'

const { features } = makeCatalogue()
const of = (name: string) => features.find(({ feature }) => feature === name) as CatalogueFeature

test.each([
  ['model_spend', 800_000_000, '8.00'],
  ['model_spend', 12_345_678, '0.12345678'],
  ['model_spend', 1_050_000_000, '10.50'],
  ['storage', 536_870_912, '512 MB'],
  ['storage', 1_610_612_736, '1.5 GB'],
  ['storage', 1_234_567, '1234567 bytes'],
  ['seats', 5, '5'],
  ['seats', 0, '0'],
])('%s of %i is written as %s, and read as that again', (feature, amount, text) => {
  expect(amountText(of(feature), amount)).toBe(text)
  expect(parseAmount(of(feature), text)).toBe(amount)
})

test.each([
  ['model_spend', '-8'],
  ['model_spend', '8.123456789'],
  ['storage', '5'],
  ['storage', '5 apples'],
  ['seats', '5.5'],
  ['seats', ''],
])('%s cannot be %s', (feature, text) => expect(parseAmount(of(feature), text)).toBeNaN())

test('only what was set otherwise is sent; unlimited is null', () => {
  const [plan] = makeCatalogue().plans
  if (!plan) throw new Error('a catalogue has plans')
  const typed = Object.fromEntries(
    features.map((each) => [each.feature, typedOf(each, plan.values[each.feature]?.value ?? null)]),
  )
  expect(changedValues(features, plan, typed)).toEqual({})
  typed.seats = { text: '', unlimited: true }
  typed.overage = { text: 'true', unlimited: false }
  expect(changedValues(features, plan, typed)).toEqual({ seats: null, overage: true })
})

test('a current price that Stripe does not know is not told yet; one that is retired and unknown needs nothing', () => {
  const catalogue = makeCatalogue()
  expect(untold(catalogue)).toBe(0)
  const pro = catalogue.plans.find(({ key }) => key === 'pro')
  if (pro?.prices[0]) pro.prices[0].links = []
  expect(untold(catalogue)).toBe(1)
})
