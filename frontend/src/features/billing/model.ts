import type {
  BillingInterval,
  Budget,
  FeatureUsage,
  Me,
  Plan,
  PlanPrice,
  PriceList,
  Role,
  Subscription,
} from '@/lib/api'
import { dayInWords, plural } from '@/lib/format'

/** 1900, "USD" → "$19.00": to the last minor unit, as for anything that is charged. */
export const exactMoney = (amountMinor: number, currency: string): string => {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency })
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** "28 November", with the year only where it is another. */
export function dayOf(moment: string, now = new Date()): string {
  const words = dayInWords(new Date(moment))
  const year = ` ${now.getFullYear()}`
  return words.endsWith(year) ? words.slice(0, -year.length) : words
}

/** "21 November to 21 December" */
export const spanOf = ({ starts_at, ends_at }: { starts_at: string; ends_at: string }) =>
  `${dayOf(starts_at)} to ${dayOf(ends_at)}`

export const EACH: Record<BillingInterval, string> = { month: 'a month', year: 'a year' }
export const BILLED: Record<BillingInterval, string> = { month: 'Monthly', year: 'Yearly' }

export const isInterval = (value: unknown): value is BillingInterval => value === 'month' || value === 'year'

const MANAGERS: readonly Role[] = ['owner', 'admin']

export const roleIn = (me: Me | undefined, workspaceId: string): Role | undefined =>
  me?.workspaces.find(({ id }) => id === workspaceId)?.role

export const managesMoney = (role: Role | undefined) => role !== undefined && MANAGERS.includes(role)
export const seesMoney = (role: Role | undefined) => managesMoney(role) || role === 'accountant'

export const priceOf = (plan: Plan | undefined, interval: BillingInterval): PlanPrice | undefined =>
  plan?.prices.find((price) => price.interval === interval)

export const planOf = (prices: PriceList | undefined, key: string): Plan | undefined =>
  prices?.plans.find((plan) => plan.key === key)

/** Those with a price: what can be bought here and now. */
export const forSale = (prices: PriceList): Plan[] => prices.plans.filter((plan) => plan.prices.length > 0)

/** What becomes of the plan, in one sentence. */
export function whatComes(subscription: Subscription, now = new Date()): string {
  const { plan, status, cancels_at, renews_or_ends_at: at, trial, grace } = subscription
  if (status === 'free') return 'Free for as long as you like.'
  if (plan.by_contract) return at ? `By contract, until ${dayOf(at, now)}.` : 'By contract.'
  if (cancels_at)
    return `Cancelled. ${plan.name} goes on until ${dayOf(cancels_at, now)}, and is Free after that.`
  if (trial) {
    const left = trial.days_left === 0 ? 'ends today' : `${plural(trial.days_left, 'day')} left`
    return `Your trial runs until ${dayOf(trial.ends_at, now)}: ${left}.`
  }
  if (grace) return 'The last payment failed.'
  return at ? `Renews on ${dayOf(at, now)}.` : ''
}

/** The plan that is subscribed to, also while a failed payment narrows it to Free. */
export const subscribedTo = ({ grace, plan }: Subscription): string => grace?.plan_name ?? plan.name

/** Why the plan is in danger, when it is tried again, and what happens then. */
export function graceSentences({ grace }: Subscription, now = new Date()): string[] {
  if (!grace) return []
  const { since, next_attempt_at: next, ends_at: ends } = grace
  const failed = since ? `Your payment failed on ${dayOf(since, now)}` : 'Your payment failed'
  const again = next ? `; we try again on ${dayOf(next, now)}.` : '.'
  if (grace.is_over && ends) {
    return [
      `${failed}${again}`,
      `Since ${dayOf(ends, now)} the limits of Free hold. Pay, and it is ${grace.plan_name} again.`,
      'Nothing is deleted.',
    ]
  }
  const narrows = ends ? `On ${dayOf(ends, now)} your plan narrows to Free.` : ''
  return [`${failed}${again}`, narrows, 'Nothing is deleted.'].filter(Boolean)
}

const NEAR_PERCENT = 80

export type Fullness = 'fine' | 'near' | 'full'

export const fullness = (percent: number | null, warnAt = NEAR_PERCENT): Fullness => {
  if (percent === null || percent < warnAt) return 'fine'
  return percent >= 100 ? 'full' : 'near'
}

export const METER_COLOURS = { fine: 'ink', near: 'amber', full: 'vermilion' } as const

/** The lowest plan above one's own with more of a feature, and how much. */
export function planWithMore(
  prices: PriceList | undefined,
  planKey: string,
  { feature, limit }: FeatureUsage,
) {
  const row = prices?.features.find((found) => found.feature === feature)
  const own = planOf(prices, planKey)
  if (!row || !own || limit === null || !prices) return null
  const more = prices.plans.find(({ key, position, by_contract }) => {
    const value = row.values[key]?.value
    if (position <= own.position || by_contract) return false
    return value === null || (typeof value === 'number' && value > limit)
  })
  return more ? { plan: more, display: row.values[more.key]?.display ?? '' } : null
}

export const isCounted = ({ kind }: FeatureUsage) => kind === 'integer'

/** "At this pace $6.10 by 30 November." */
export function paceSentence(display: string | null, resetsAt: string | null): string {
  if (!display) return ''
  if (!resetsAt) return `At this pace ${display}.`
  const lastDay = new Date(Date.parse(resetsAt) - 1).toISOString()
  return `At this pace ${display} by ${dayOf(lastDay)}.`
}

type Overage = NonNullable<Budget['overage']>

const MONTH = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' })

/** Whether work goes on past what is included, what that comes to so far, and when it is charged. */
export function overageSentences(overage: Overage, now = new Date()): string[] {
  const { included, allowed, cap_display, due_minor, due_display, charged_at, waiting } = overage
  const on = (at: string) => `on your invoice of ${dayOf(at, now)}`
  const rule = !included
    ? 'Your plan stops at what it includes.'
    : allowed
      ? `May go past what is included, by ${cap_display} at most.`
      : 'Stops at what is included.'
  const soFar =
    due_minor > 0 && charged_at ? `${due_display} past it this month, charged at cost ${on(charged_at)}.` : ''
  const before = waiting.map(
    ({ month, display, charged_at: at }) =>
      `${display} of ${MONTH.format(new Date(month))} comes ${at ? on(at) : 'on an invoice of its own soon'}.`,
  )
  return [rule, soFar, ...before].filter(Boolean)
}

/** What holds first: the limit with the least left, of those that have one. */
export function tightest(budgets: Budget[]): Budget | null {
  const left = ({ limit_e8, spent_e8, held_e8 }: Budget) => (limit_e8 ?? Infinity) - spent_e8 - held_e8
  const limited = budgets.filter(({ limit_e8 }) => limit_e8 !== null)
  return limited.reduce<Budget | null>(
    (least, one) => (least && left(least) <= left(one) ? least : one),
    null,
  )
}

/** Reads "12.5", "12,50" and "$12.50" as dollars: "12.50". Null when it is no such amount. */
export function dollarsIn(typed: string): string | null {
  const found = typed
    .trim()
    .replace(/^\$\s*/, '')
    .replace(',', '.')
    .match(/^(\d{1,7})(?:\.(\d{1,2}))?$/)
  return found ? `${Number(found[1])}.${(found[2] ?? '').padEnd(2, '0')}` : null
}
