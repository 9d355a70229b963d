import type { CohortLine, MetricRow, PlatformEvent, PlatformSummary, PlatformTile } from '@/lib/api'

export const makeFigure = (tile: Partial<PlatformTile> = {}): PlatformTile => ({
  metric: 'mrr',
  label: 'MRR',
  explanation: 'What standing subscriptions pay a month, discounts taken off.',
  unit: 'minor',
  form: 'stock',
  value: 294_800,
  reason: '',
  previous: 177_400,
  change_percent: 66.18,
  opens: true,
  made_of: [],
  ...tile,
})

const flow = (
  metric: string,
  label: string,
  value: number,
  previous: number,
  more: Partial<PlatformTile> = {},
) =>
  makeFigure({
    metric,
    label,
    explanation: `${label}, explained.`,
    unit: 'count',
    form: 'flow',
    value,
    previous,
    change_percent: previous > 0 ? 100 * (value / previous - 1) : null,
    ...more,
  })

const moved = (movement: string, label: string, value: number) =>
  flow(`mrr_${movement}`, label, value, 0, { unit: 'minor' })

const ratio = { form: 'ratio', opens: false } as const

const FIGURES: PlatformTile[] = [
  makeFigure(),
  flow('arr', 'ARR', 3_537_600, 2_128_800, { unit: 'minor', ...ratio, made_of: ['mrr'] }),
  moved('new', 'New MRR', 138_500),
  moved('expansion', 'Expansion', 115_000),
  moved('contraction', 'Contraction', -92_000),
  moved('churn', 'Churned MRR', -111_400),
  moved('reactivation', 'Reactivation', 67_300),
  makeFigure({
    ...flow('active_subscriptions', 'Active subscriptions', 32, 16),
    form: 'stock',
  }),
  makeFigure({
    ...flow('churn', 'Churn', 3.13, 1.8, { unit: 'percent' }),
    ...ratio,
    made_of: ['churned_subscriptions', 'mrr'],
  }),
  flow('churned_subscriptions', 'Churned subscriptions', 1, 0),
  flow('sign_ups', 'Sign-ups', 237, 155),
  flow('activated', 'Activated', 94, 53),
  flow('visitors', 'Visitors', 924, 760),
  flow('model_cost', 'Model cost', 3_680_000_000, 848_000_000, { unit: 'e8' }),
  makeFigure({
    ...flow('ltv', 'Lifetime value', 0, 0, { unit: 'minor' }),
    ...ratio,
    value: null,
    previous: null,
    change_percent: null,
    reason: 'Nobody has left in this period, so a lifetime has no end to reckon with.',
    made_of: ['mrr'],
  }),
]

const DAYS = Array.from({ length: 10 }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`)
const STOOD = [1774, 1774, 1912, 2140, 2140, 2390, 2288, 2610, 2948, 2948]

const cohort = (begun: string, size: number, retained: number[]): CohortLine => ({
  cohort: begun,
  size,
  periods: retained.map((people, index) => ({
    period: new Date(Date.parse(begun) + index * 7 * 24 * 3600_000).toISOString().slice(0, 10),
    retained: people,
    percent: (100 * people) / size,
  })),
})

const step = (name: string, label: string, people: number, previous: number | null) => ({
  step: name,
  label,
  people,
  percent_of_first: (100 * people) / 924,
  percent_of_previous: previous === null ? 100 : (100 * people) / previous,
})

const workspace = (name: string, cost_e8: number, revenue_minor: number, margin_minor: number) => ({
  workspace_id: `01938f00-0000-7000-8000-0000000${String(cost_e8).padStart(5, '0').slice(0, 5)}`,
  name,
  calls: 12,
  cost_e8,
  revenue_minor,
  margin_minor,
  margin_percent: revenue_minor > 0 ? (100 * margin_minor) / revenue_minor : null,
  reason: revenue_minor > 0 ? '' : 'There was no revenue.',
  target_percent: 60,
  met: revenue_minor > 0 ? margin_minor * 100 >= revenue_minor * 60 : null,
})

const WORKSPACES = [
  workspace('Kiln Club', 4_476_000_000, 1900, -2576),
  workspace('Loom', 36_390_000, 0, -36),
  workspace('Pixel & Pine', 90_000_000, 9900, 9810),
]

/** Ten days of a platform on which something happens. */
export const makePlatform = (summary: Partial<PlatformSummary> = {}): PlatformSummary => ({
  since: '2026-11-01',
  until: '2026-11-10',
  world: 'real',
  currency: 'USD',
  currencies: ['USD'],
  compared_with: { since: '2026-10-22', until: '2026-10-31' },
  counted_at: '2026-11-10T14:00:00Z',
  tiles: FIGURES,
  charts: {
    days: DAYS,
    series: [
      { metric: 'mrr', label: 'MRR', unit: 'minor', values: STOOD.map((dollars) => dollars * 100) },
      {
        metric: 'sign_ups',
        label: 'Sign-ups',
        unit: 'count',
        values: [20, 31, 18, 25, 19, 22, 40, 12, 28, 22],
      },
    ],
  },
  movements: {
    grain: 'day',
    opening: 177_400,
    closing: 294_800,
    rows: DAYS.map((period, index) => ({
      period,
      new: index === 3 ? 138_500 : 0,
      expansion: index === 4 ? 115_000 : 0,
      contraction: index === 5 ? -92_000 : 0,
      churn: index === 7 ? -111_400 : 0,
      reactivation: index === 8 ? 67_300 : 0,
      net: 0,
      mrr: 0,
    })),
  },
  funnel: {
    cohort: [
      step('visited', 'Visited', 924, null),
      step('signed_up', 'Signed up', 237, 924),
      step('verified', 'Verified their address', 115, 237),
      step('paid', 'Paid', 27, 115),
    ],
    reached: [step('visited', 'Visited', 924, null), step('signed_up', 'Signed up', 237, 924)],
  },
  cohorts: {
    activity: {
      week: [cohort('2026-10-26', 20, [19, 15, 10]), cohort('2026-11-02', 16, [16, 4])],
      month: [],
    },
    paying: { week: [], month: [] },
  },
  workspaces: { by_cost: WORKSPACES.toReversed(), by_margin: WORKSPACES, total: 3 },
  visits: {
    paths: [{ name: '/pricing', visits: 324 }],
    sources: [
      { name: 'newsletter', visits: 455 },
      { name: '(direct)', visits: 248 },
    ],
    campaigns: [{ name: 'spring', visits: 450 }],
    devices: [{ name: 'mobile', visits: 946 }],
  },
  targets: [
    {
      metric: 'growth',
      label: 'MRR growth',
      unit: 'percent',
      target: 15,
      at_least: true,
      actual: 66.18,
      met: true,
    },
    {
      metric: 'churn',
      label: 'Churn',
      unit: 'percent',
      target: 2,
      at_least: false,
      actual: 3.13,
      met: false,
    },
    {
      metric: 'ltv',
      label: 'Lifetime value',
      unit: 'minor',
      target: 50_000,
      at_least: true,
      actual: null,
      met: null,
    },
  ],
  ...summary,
})

const ZERO = { value: 0, previous: 0, change_percent: null }

/** An installation on its first day. */
export const untouchedPlatform = (): PlatformSummary => ({
  ...makePlatform(),
  counted_at: null,
  tiles: FIGURES.map((tile) => ({ ...tile, ...(tile.value === null ? {} : ZERO) })),
  charts: {
    days: DAYS,
    series: [{ metric: 'mrr', label: 'MRR', unit: 'minor', values: DAYS.map(() => null) }],
  },
  movements: { grain: 'day', opening: 0, closing: 0, rows: [] },
  funnel: { cohort: [step('visited', 'Visited', 0, null)], reached: [step('visited', 'Visited', 0, null)] },
  cohorts: { activity: { week: [], month: [] }, paying: { week: [], month: [] } },
  workspaces: { by_cost: [], by_margin: [], total: 0 },
  visits: { paths: [], sources: [], campaigns: [], devices: [] },
})

export const makeRow = (row: Partial<MetricRow> = {}): MetricRow => ({
  id: 's1',
  day: '2026-11-09',
  label: 'Kiln Club',
  detail: 'starter → pro, active',
  user_id: null,
  workspace_id: '01938f00-0000-7000-8000-00000000aaaa',
  subscription_id: null,
  value: 9900,
  ...row,
})

export const makeHappening = (event: Partial<PlatformEvent> = {}): PlatformEvent => ({
  id: '01938f00-0000-7000-8000-0000000e0001',
  at: '2026-11-10T14:02:11Z',
  name: 'accounts.user_signed_up',
  text: 'bo@example.com opened the workspace',
  actor: 'bo@example.com',
  workspace_id: '01938f00-0000-7000-8000-00000000aaaa',
  workspace: 'Bo’s workspace',
  payload: { invited: false },
  ...event,
})
