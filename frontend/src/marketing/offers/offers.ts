/** What is sold, in the words of GET /api/v1/billing/plans and /packages. Amounts are minor units. */
export interface Price {
  interval: 'month' | 'year'
  amount_minor: number
  currency: string
  display: string
  per_month_display: string
}

export interface Plan {
  key: string
  name: string
  tagline: string
  by_contract: boolean
  trial_days: number
  prices: Price[]
}

export interface FeatureRow {
  feature: string
  label: string
  values: Record<string, { display: string }>
}

export interface Package {
  key: string
  name: string
  summary: string
  price_display: string
  deliverables: string[]
}

export interface Pricing {
  plans: Plan[]
  features: FeatureRow[]
  /** After a failed payment nothing is taken away for so long. */
  grace_days: number
}

export interface Offers extends Pricing {
  packages: Package[]
}

/** The page speaks of one currency: dollars where there are some. */
export function priceOf(plan: Plan, interval: Price['interval']): Price | undefined {
  const prices = plan.prices.filter((price) => price.interval === interval)
  return prices.find(({ currency }) => currency === 'USD') ?? prices[0]
}

/** "$189", "$16.50": as the server writes amounts, without cents where there are none. */
function money(amountMinor: number, currency: string) {
  const format = (digits?: number) =>
    new Intl.NumberFormat('en-US', {
      style: 'currency',
      currency,
      ...(digits === undefined ? {} : { maximumFractionDigits: digits }),
    })
  const amount = amountMinor / 10 ** (format().resolvedOptions().maximumFractionDigits ?? 2)
  return format(Number.isInteger(amount) ? 0 : undefined).format(amount)
}

/** What a year costs less than twelve months; empty where it does not. */
export function saving(plan: Plan): string {
  const [month, year] = [priceOf(plan, 'month'), priceOf(plan, 'year')]
  if (!month || month.currency !== year?.currency) return ''
  const less = month.amount_minor * 12 - year.amount_minor
  return less > 0 ? money(less, month.currency) : ''
}

function figuresOf(plan: Plan): Record<string, string> {
  const [month, year] = [priceOf(plan, 'month'), priceOf(plan, 'year')]
  const less = saving(plan)
  return {
    name: plan.name,
    tagline: plan.tagline,
    month: month?.display ?? '',
    year: year?.display ?? '',
    'year.note': year
      ? `${year.per_month_display} a month${less && `, ${less} less than twelve months`}`
      : '',
    saving: less,
    trial: plan.trial_days ? `The first ${plan.trial_days} days are free.` : '',
  }
}

/** Every figure on the page by the name it is marked with there: "pro.month", "pro.messages", "api-endpoint.range". */
export function figures({ plans, features, grace_days, packages = [] }: Pricing & Partial<Offers>) {
  const named = [
    ...plans.flatMap((plan) =>
      Object.entries(figuresOf(plan)).map(([name, text]) => [`${plan.key}.${name}`, text]),
    ),
    ...features.flatMap(({ feature, values }) =>
      Object.entries(values).map(([key, { display }]) => [`${key}.${feature}`, display]),
    ),
    ...packages.map(({ key, price_display }) => [`${key}.range`, price_display]),
    ['grace', grace_days === 1 ? '1 day' : `${grace_days} days`],
  ]
  return Object.fromEntries(named) as Record<string, string>
}
