import type { FinanceTileKey, MoneyWorld } from '@/lib/api'
import { PRESETS, type Preset, type Span, spanOf, today } from '@/lib/ranges'

/** What is looked at, as it stands in the address; everything that is missing is the usual. */
export interface MoneySearch {
  range?: Preset
  /** Of one's own choice, in place of a range. */
  since?: string
  until?: string
  world?: MoneyWorld
  currency?: string
  /** Count other currencies too. */
  convert?: true
  workspace?: string
  /** Whose receipts are open. */
  tile?: FinanceTileKey
  /** Which receipt is open. */
  entry?: string
}

export const TILES = [
  'earned',
  'fees_and_refunds',
  'models_and_tools',
  'kept',
] as const satisfies FinanceTileKey[]
const WORLDS = ['real', 'simulated'] as const satisfies MoneyWorld[]

const DATE = /^\d{4}-\d{2}-\d{2}$/
const UUID = /^[0-9a-f-]{36}$/i

const oneOf = <Value extends string>(values: readonly Value[], value: unknown) =>
  values.find((known) => known === value)
const matching = (pattern: RegExp, value: unknown) =>
  typeof value === 'string' && pattern.test(value) ? value : undefined

/** Takes from an address what this page knows; the rest is dropped. */
export function readSearch(search: Record<string, unknown>): MoneySearch {
  const since = matching(DATE, search.since)
  const until = matching(DATE, search.until)
  const own = since && until && since <= until ? { since, until } : {}
  const found = {
    ...own,
    range: oneOf(PRESETS, search.range),
    world: oneOf(WORLDS, search.world),
    currency: matching(/^[A-Z]{3}$/, search.currency),
    convert: search.convert === true || search.convert === 'true' ? (true as const) : undefined,
    workspace: matching(UUID, search.workspace),
    tile: oneOf(TILES, search.tile),
    entry: matching(UUID, search.entry),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

export function spanIn({ since, until, range = 'this-month' }: MoneySearch): Span {
  return since && until ? { since, until } : spanOf(range, today())
}

/** The part of the address that the server is asked with. */
export function lookOf(search: MoneySearch) {
  const { world, currency, convert, workspace } = search
  return {
    ...spanIn(search),
    ...(world ? { world } : {}),
    ...(currency ? { currency } : {}),
    ...(convert ? { convert } : {}),
    ...(workspace ? { workspace } : {}),
  }
}

export type Look = ReturnType<typeof lookOf>
export type ChangeSearch = (change: Partial<Record<keyof MoneySearch, unknown>>) => void
