import type { BillingInterval } from '@/lib/api'
import { isInterval } from './model'

export interface BillingSearch {
  /** From the pricing page: the plan to look at, and to buy. */
  plan?: string | undefined
  interval?: BillingInterval | undefined
  /** Another workspace than one's own. */
  workspace?: string | undefined
}

const SLUG = /^[a-z0-9_-]{1,40}$/
const ID = /^[0-9a-f-]{36}$/

const matching = (value: unknown, pattern: RegExp) =>
  typeof value === 'string' && pattern.test(value) ? value : undefined

/** Whatever else stands in the address is left out. */
export function readBillingSearch(search: Record<string, unknown>): BillingSearch {
  const plan = matching(search.plan, SLUG)
  const workspace = matching(search.workspace, ID)
  return {
    ...(plan ? { plan } : {}),
    ...(isInterval(search.interval) ? { interval: search.interval } : {}),
    ...(workspace ? { workspace } : {}),
  }
}
