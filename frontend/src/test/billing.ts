import type {
  Budget,
  Budgets,
  FeatureUsage,
  Invoice,
  Plan,
  PlanChangePreview,
  PriceList,
  Subscription,
  UsageReport,
} from '@/lib/api'
import { ada } from './factories'

/** Ada's workspace and its plan, at any stage. */

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

const NO: Subscription['can']['change'] = { allowed: false, reason: 'You are on the Free plan.' }
const YES: Subscription['can']['change'] = { allowed: true, reason: '' }

export const onFree = (subscription: Partial<Subscription> = {}): Subscription => ({
  workspace_id: ada.workspaces[0]?.id ?? '',
  plan: { key: 'free', name: 'Free', by_contract: false },
  status: 'free',
  status_display: 'Free',
  interval: null,
  quantity: 1,
  period: null,
  renews_or_ends_at: null,
  trial: null,
  cancels_at: null,
  grace: null,
  discount: '',
  next_charge: null,
  payment_method: null,
  can: {
    checkout: YES,
    change: NO,
    cancel: NO,
    resume: NO,
    portal: { allowed: false, reason: 'There is nothing to see there before you have chosen a plan.' },
  },
  sandbox: true,
  configured: true,
  ...subscription,
})

export const onPro = (subscription: Partial<Subscription> = {}): Subscription => ({
  ...onFree(),
  plan: { key: 'pro', name: 'Pro', by_contract: false },
  status: 'active',
  status_display: 'Active',
  interval: 'month',
  period: { starts_at: inDays(-9), ends_at: inDays(21) },
  renews_or_ends_at: inDays(21),
  next_charge: {
    amount_minor: 9900,
    currency: 'USD',
    display: '$99.00',
    at: inDays(21),
    before_discounts: false,
  },
  payment_method: { brand: 'visa', last4: '3155', exp: '12/2030' },
  can: {
    checkout: { allowed: false, reason: 'You have a plan already: change it instead.' },
    change: YES,
    cancel: YES,
    resume: { allowed: false, reason: 'Your plan goes on by itself.' },
    portal: YES,
  },
  ...subscription,
})

export const cancelled = () =>
  onPro({
    cancels_at: inDays(21),
    next_charge: null,
    can: {
      ...onPro().can,
      change: { allowed: false, reason: 'Your plan is cancelled: resume it first.' },
      cancel: { allowed: false, reason: 'Your plan is cancelled already.' },
      resume: YES,
    },
  })

export const inGrace = () =>
  onPro({
    status: 'past_due',
    status_display: 'Payment overdue',
    next_charge: null,
    grace: {
      plan_name: 'Pro',
      since: inDays(-1),
      ends_at: inDays(6),
      is_over: false,
      amount_due: { amount_minor: 9900, currency: 'USD', display: '$99.00' },
      next_attempt_at: inDays(1),
      pay_link: 'https://pay.example.com/invoice',
    },
    can: {
      ...onPro().can,
      change: { allowed: false, reason: 'The last payment failed: pay what is open first.' },
    },
  })

/** The days of grace are over: the limits of Free hold, the subscription still stands. */
export const narrowed = () => {
  const { grace, ...failed } = inGrace()
  return {
    ...failed,
    plan: onFree().plan,
    grace: grace && { ...grace, since: inDays(-8), ends_at: inDays(-1), is_over: true },
  }
}

const refuseAll = (reason: string): Subscription['can'] => {
  const no = { allowed: false, reason }
  return { checkout: no, change: no, cancel: no, resume: no, portal: no }
}

export const asMember = () =>
  onPro({
    next_charge: null,
    payment_method: null,
    can: refuseAll('Ask an owner or admin of the workspace.'),
  })

export const notConfigured = () =>
  onFree({ configured: false, can: refuseAll('Payments are not set up on this installation.') })

const plan = (position: number, key: string, name: string, tagline: string, minor: number[]): Plan => ({
  key,
  name,
  tagline,
  position,
  by_contract: key === 'enterprise',
  trial_days: key === 'pro' ? 14 : 0,
  contact: key === 'enterprise' ? { email: 'sales@example.com' } : null,
  prices: minor.map((amount_minor, index) => ({
    interval: index === 0 ? 'month' : 'year',
    amount_minor,
    currency: 'USD',
    display: `$${amount_minor / 100}`,
    per_month_display: `$${(index === 0 ? amount_minor / 100 : amount_minor / 1200).toFixed(2)}`,
    saving_percent: index === 0 ? null : 12,
  })),
})

const row = (
  feature: PriceList['features'][number]['feature'],
  label: string,
  values: [unknown, string][],
): PriceList['features'][number] => ({
  feature,
  label,
  kind: 'integer',
  unit: 'count',
  values: Object.fromEntries(
    ['free', 'starter', 'pro', 'enterprise'].map((key, index) => {
      const [value, display] = values[index] ?? [null, 'Unlimited']
      return [key, { value, display }]
    }),
  ),
})

export const PRICES: PriceList = {
  grace_days: 7,
  sandbox: true,
  configured: true,
  plans: [
    plan(0, 'free', 'Free', 'For trying it out with your own audience.', []),
    plan(1, 'starter', 'Starter', 'For a first offer that earns.', [1900, 19_900]),
    plan(2, 'pro', 'Pro', 'For a business with several shelves and a small team.', [9900, 99_900]),
    plan(3, 'enterprise', 'Enterprise', 'For companies: by contract, with people to call.', []),
  ],
  features: [
    row('messages', 'Messages to your partner', [
      [50, '50'],
      [50, '50'],
      [200, '200'],
    ]),
    row('model_spend', 'Model spend included', [
      [100_000_000, '$1.00'],
      [800_000_000, '$8.00'],
      [4_500_000_000, '$45.00'],
    ]),
    row('products', 'Products', [
      [5, '5'],
      [20, '20'],
      [50, '50'],
    ]),
    row('stores', 'Stores', [
      [1, '1'],
      [2, '2'],
      [5, '5'],
    ]),
    row('seats', 'Seats', [
      [1, '1'],
      [1, '1'],
      [5, '5'],
    ]),
    row('support', 'Support', [
      ['community', 'Community'],
      ['email', 'Email'],
      ['priority', 'Priority'],
      ['dedicated', 'Dedicated'],
    ]),
  ],
}

export const makeFeatureUsage = (usage: Partial<FeatureUsage> = {}): FeatureUsage => ({
  feature: 'messages',
  label: 'Messages to your partner',
  kind: 'integer',
  unit: 'count',
  by_person: true,
  value: 50,
  display: '50',
  used_display: '12',
  limit: 50,
  used: 12,
  left: 38,
  percent: 24,
  resets_at: inDays(0.4),
  allowed: true,
  reason: '',
  upgrade: null,
  forecast: null,
  ...usage,
})

const level = (
  feature: FeatureUsage['feature'],
  label: string,
  used: number,
  limit: number | null,
): FeatureUsage =>
  makeFeatureUsage({
    feature,
    label,
    by_person: false,
    value: limit,
    limit,
    display: limit === null ? 'Unlimited' : String(limit),
    used,
    used_display: String(used),
    left: limit === null ? null : limit - used,
    percent: limit === null ? null : Math.floor((used * 100) / limit),
    resets_at: null,
  })

const word = (feature: FeatureUsage['feature'], label: string, display: string): FeatureUsage =>
  makeFeatureUsage({
    feature,
    label,
    kind: 'select',
    by_person: false,
    value: display,
    display,
    used_display: '',
    limit: null,
    used: null,
    left: null,
    percent: null,
    resets_at: null,
  })

export const makeReport = (key = 'free', name = 'Free'): UsageReport => ({
  plan: { key, name },
  sandbox: true,
  features: [
    makeFeatureUsage(),
    makeFeatureUsage({
      feature: 'model_spend',
      label: 'Model spend included',
      unit: 'usd_e8',
      by_person: false,
      display: '$8.00',
      used_display: '$3.42',
      limit: 800_000_000,
      used: 342_000_000,
      percent: 42,
      resets_at: '2026-12-01T00:00:00Z',
      forecast: {
        projected: 610_000_000,
        display: '$6.10',
        exceeds_limit: false,
        reason: '',
        known_from: null,
      },
    }),
    level('products', 'Products', 5, 5),
    level('stores', 'Stores', 0, 1),
    level('campaigns', 'Campaigns', 5, 6),
    level('api_calls', 'API calls', 120, null),
    level('seats', 'Seats', 1, 1),
    word('support', 'Support', 'Email'),
    word('analytics', 'Analytics', 'Tasks board'),
    word('overage', 'Going past the included spend', 'Not included'),
  ],
})

export const makeOverage = (
  overage: Partial<NonNullable<Budget['overage']>> = {},
): NonNullable<Budget['overage']> => ({
  included: true,
  allowed: false,
  cap_e8: 0,
  cap_display: '$0.00',
  due_minor: 0,
  due_display: '$0.00',
  charged_at: null,
  waiting: [],
  ...overage,
})

export const makeBudget = (budget: Partial<Budget> = {}): Budget => ({
  kind: 'plan',
  name: 'What the plan includes',
  limit_e8: 800_000_000,
  limit_display: '$8.00',
  spent_e8: 342_000_000,
  spent_display: '$3.42',
  held_e8: 0,
  left_display: '$4.58',
  percent: 42,
  warn_percent: 80,
  resets_at: '2026-12-01T00:00:00Z',
  forecast: { projected_e8: 610_000_000, display: '$6.10', reason: '' },
  overage: makeOverage(),
  topped_up_display: null,
  can_edit: true,
  ...budget,
})

export const makeBudgets = (): Budgets => ({
  sandbox: true,
  budgets: [
    makeBudget(),
    makeBudget({
      kind: 'workspace',
      name: 'This workspace',
      limit_e8: 400_000_000,
      limit_display: '$4.00',
      percent: 85,
      overage: null,
    }),
    makeBudget({
      kind: 'user',
      name: 'Your own cap',
      limit_e8: null,
      limit_display: null,
      percent: null,
      overage: null,
      forecast: { projected_e8: null, display: null, reason: 'There is no limit.' },
    }),
  ],
})

export const makeInvoice = (invoice: Partial<Invoice> = {}): Invoice => ({
  id: 'in_1',
  number: 'ATL-0001',
  date: '2026-11-12T10:00:00Z',
  period: { starts_at: '2026-11-12T10:00:00Z', ends_at: '2026-12-12T10:00:00Z' },
  lines: [{ description: '1 × Pro (at $99.00 / month)', amount_minor: 9900, display: '$99.00' }],
  currency: 'USD',
  total_minor: 9900,
  total_display: '$99.00',
  tax_minor: 0,
  paid_minor: 9900,
  due_minor: 0,
  status: 'paid',
  status_display: 'Paid',
  hosted_url: 'https://pay.example.com/in_1',
  pdf_url: 'https://pay.example.com/in_1.pdf',
  sandbox: true,
  ...invoice,
})

export const makePreview = (preview: Partial<PlanChangePreview> = {}): PlanChangePreview => ({
  kind: 'downgrade',
  plan: { key: 'starter', name: 'Starter' },
  interval: 'month',
  quantity: 1,
  currency: 'USD',
  lines: [
    {
      kind: 'credit',
      description: 'Unused time on Pro',
      amount_minor: -6930,
      starts_at: inDays(0),
      ends_at: inDays(21),
    },
    {
      kind: 'charge',
      description: 'Remaining time on Starter',
      amount_minor: 1330,
      starts_at: inDays(0),
      ends_at: inDays(21),
    },
  ],
  subtotal_minor: -5600,
  tax_minor: 0,
  total_minor: -5600,
  balance_used_minor: 0,
  credited_minor: 5600,
  due_now_minor: 0,
  renewal: { amount_minor: 1900, at: inDays(21), interval: 'month' },
  takes_effect: 'now',
  effective_at: inDays(0),
  proration_date: 1_795_000_000,
  fingerprint: 'first',
  narrowed: [{ feature: 'products', label: 'Products', used: 24, limit: 20 }],
  sandbox: true,
  ...preview,
})

export const CONTACT = {
  email: 'books@example.com',
  name: 'Pixel & Pine',
  address: {
    line1: 'Lindenstraße 4',
    line2: '',
    city: 'Berlin',
    state: '',
    postal_code: '10969',
    country: 'DE',
  },
  sandbox: true,
}

export const TAX_IDS = [
  { id: 'txi_1', type: 'eu_vat', value: 'DE123456789', country: 'DE', verification: 'verified' },
]
