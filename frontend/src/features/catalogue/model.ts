import { plural } from '@/lib/format'
import type {
  Catalogue,
  CatalogueFeature,
  CataloguePlan,
  CataloguePrice,
  Environment,
  FeatureKey,
  FeatureValue,
  StripeLink,
  SyncPreview,
  Values,
} from './types'

export const ENVIRONMENTS: Record<Environment, { name: string; about: string; tone: 'wait' | 'alert' }> = {
  sandbox: { name: 'Sandbox', about: 'Stripe is simulated here: nobody is charged.', tone: 'wait' },
  test: { name: 'Test', about: 'Stripe’s test mode: nobody is charged.', tone: 'wait' },
  live: { name: 'Live', about: 'Stripe’s live mode: customers see and pay what stands here.', tone: 'alert' },
}

const isEnvironment = (name: string): name is Environment => Object.hasOwn(ENVIRONMENTS, name)
export const environmentName = (name: string) => (isEnvironment(name) ? ENVIRONMENTS[name].name : name)

export const EACH = { month: 'a month', year: 'a year' } as const

/** What is asked now, the shorter interval first. */
export const currentPrices = ({ prices }: CataloguePlan) => prices.filter(({ is_current }) => is_current)
export const pastPrices = ({ prices }: CataloguePlan) => prices.filter(({ is_current }) => !is_current)

export const linkIn = (links: readonly StripeLink[], environment: string) =>
  links.find((link) => link.environment === environment)

export type Standing = 'told' | 'untold' | 'absent'

/** Where something stands in the Stripe we speak with. */
export function standingOf(links: readonly StripeLink[], environment: string): Standing {
  const link = linkIn(links, environment)
  if (!link) return 'absent'
  return link.is_told ? 'told' : 'untold'
}

/** A current price of a plan on offer that nobody can buy, because Stripe does not know it. */
export const isUnbuyable = (plan: CataloguePlan, price: CataloguePrice, environment: string) =>
  plan.is_public && price.is_current && standingOf(price.links, environment) === 'absent'

/** How many plans and prices Stripe was not told of as they are now, as far as can be seen without asking it. */
export function untold({ plans, environment }: Catalogue): number {
  const sold = plans.filter(({ has_prices }) => has_prices)
  const prices = sold.flatMap((plan) =>
    plan.prices.filter(
      (price) => isUnbuyable(plan, price, environment) || standingOf(price.links, environment) === 'untold',
    ),
  )
  const told = sold.filter(
    ({ links, is_public, prices: own }) =>
      standingOf(links, environment) === 'untold' ||
      (is_public && own.length > 0 && standingOf(links, environment) === 'absent'),
  )
  return prices.length + told.length
}

export const workspaces = (count: number) => plural(count, 'workspace')

/** What a number of a feature is counted in, and over what; empty where its name says it all. */
export function unitWords({ unit, counting, by_person }: CatalogueFeature): string {
  const of = { usd_e8: 'US dollars', bytes: 'Such as 500 MB or 1.5 GB', count: '' }[unit]
  const over = { day: 'a day', month: 'a month', level: '' }[counting ?? 'level']
  const words = [of, over, by_person ? 'for each person' : ''].filter(Boolean).join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const SIZES = { GB: 2 ** 30, MB: 2 ** 20, KB: 2 ** 10, bytes: 1 }
const DOLLAR = 10 ** 8

/** 536870912 → "512 MB": the largest unit in which nothing is lost. */
function sizeText(bytes: number): string {
  const fits = Object.entries(SIZES).find(
    ([, worth]) => bytes >= worth && Number.isInteger((bytes / worth) * 100),
  )
  const [name, worth] = fits ?? ['bytes', 1]
  return `${bytes / worth} ${name}`
}

/** 150000000 → "1.50": no digit is lost, and cents are always there. */
function dollarText(e8: number): string {
  const digits = String(e8).padStart(9, '0')
  const fraction = digits.slice(-8).replace(/0{1,6}$/, '')
  return `${digits.slice(0, -8)}.${fraction}`
}

export function amountText({ unit }: CatalogueFeature, amount: number): string {
  if (unit === 'bytes') return sizeText(amount)
  return unit === 'usd_e8' ? dollarText(amount) : String(amount)
}

/** Reads what is typed as the wire's whole number; NaN when it is none. */
export function parseAmount({ unit }: CatalogueFeature, typed: string): number {
  const text = typed.trim().replace(/,(?=\d{3}\b)/g, '')
  if (unit === 'usd_e8') {
    const parts = text.replace(/^\$\s*/, '').match(/^(\d{1,7})(?:\.(\d{1,8}))?$/)
    return parts ? Number(parts[1]) * DOLLAR + Number((parts[2] ?? '').padEnd(8, '0')) : Number.NaN
  }
  if (unit === 'bytes') {
    const parts = text.match(/^(\d{1,9}(?:\.\d{1,2})?)\s*(GB|MB|KB|bytes)$/i)
    const name = Object.keys(SIZES).find((each) => each.toLowerCase() === parts?.[2]?.toLowerCase())
    return parts && name ? Math.round(Number(parts[1]) * SIZES[name as keyof typeof SIZES]) : Number.NaN
  }
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
}

export const AMOUNT_FAULTS = {
  usd_e8: 'Write dollars, such as 8 or 8.50.',
  bytes: 'Write a size with its unit, such as 500 MB.',
  count: 'Write a whole number.',
} as const

/** One field of the form: a number is typed, or unlimited; the rest is chosen. */
export interface Typed {
  text: string
  unlimited: boolean
}

export const typedOf = (feature: CatalogueFeature, value: FeatureValue): Typed => ({
  text: typeof value === 'number' ? amountText(feature, value) : value === null ? '' : String(value),
  unlimited: value === null,
})

export function wireValue(feature: CatalogueFeature, { text, unlimited }: Typed): FeatureValue {
  if (feature.kind === 'boolean') return text === 'true'
  if (feature.kind === 'select') return text
  return unlimited ? null : parseAmount(feature, text)
}

export const valueIn = (plan: CataloguePlan, feature: FeatureKey): FeatureValue =>
  plan.values[feature]?.value ?? null

/** What was set otherwise than it stands in `plan`. */
export function changedValues(
  features: readonly CatalogueFeature[],
  plan: CataloguePlan,
  typed: Record<string, Typed>,
): Values {
  const pairs = features.flatMap((feature) => {
    const now = typed[feature.feature]
    const value = now ? wireValue(feature, now) : undefined
    return value === undefined || value === valueIn(plan, feature.feature) ? [] : [[feature.feature, value]]
  })
  return Object.fromEntries(pairs)
}

/** How many of the steps a sync would take; conflicts are left alone. */
export const willDo = ({ steps }: SyncPreview) => steps.filter(({ kind }) => kind !== 'conflict').length
