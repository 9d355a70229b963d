import type {
  FinanceGoal,
  FinanceSummary,
  FinanceTile,
  LedgerEntry,
  LedgerEntryDetail,
  Projections,
} from '@/lib/api'

export const makeTile = (tile: Partial<FinanceTile> = {}): FinanceTile => ({
  key: 'earned',
  label: 'Earned',
  amount_minor: 128_400,
  previous_minor: 108_814,
  change_percent: 18,
  entries: 71,
  by_grade: { verified: 58, imported: 13 },
  margin_percent: null,
  ...tile,
})

export const TILES: FinanceTile[] = [
  makeTile(),
  makeTile({
    key: 'fees_and_refunds',
    label: 'Fees and refunds',
    amount_minor: -9642,
    previous_minor: -8035,
    change_percent: -20,
    entries: 9,
    by_grade: { verified: 9 },
  }),
  makeTile({
    key: 'models_and_tools',
    label: 'Models and tools',
    amount_minor: -1137,
    previous_minor: 0,
    change_percent: null,
    entries: 12,
    by_grade: { verified: 8, estimated: 4 },
  }),
  makeTile({
    key: 'kept',
    label: 'Kept',
    amount_minor: 117_621,
    previous_minor: 100_779,
    change_percent: 17,
    entries: 92,
    by_grade: { verified: 75, imported: 13, estimated: 4 },
    margin_percent: 91.6,
  }),
]

export const makeGoal = (goal: Partial<FinanceGoal> = {}): FinanceGoal => ({
  id: '01938f00-0000-7000-8000-0000000060a1',
  name: 'First two thousand',
  metric: 'earned',
  currency: 'USD',
  world: 'real',
  target_minor: 200_000,
  starts_on: '2026-11-01',
  ends_on: '2026-11-30',
  archived_at: null,
  progress: { done_minor: 128_400, percent: 64, expected_percent: 66, on_track: false },
  ...goal,
})

const EARNED = [
  0, 4200, 3100, 0, 6500, 5400, 8800, 7100, 5200, 9900, 4100, 6800, 9200, 7400, 8100, 10_200, 6900,
]

export const makeMoney = (summary: Partial<FinanceSummary> = {}): FinanceSummary => ({
  workspace: '01938f00-0000-7000-8000-00000000aaaa',
  world: 'real',
  worlds: ['real', 'simulated'],
  sandbox_entries: 12,
  currency: 'USD',
  currencies: ['USD', 'EUR'],
  converted: false,
  since: '2026-11-01',
  until: '2026-11-17',
  previous: { since: '2026-10-15', until: '2026-10-31' },
  tiles: TILES,
  daily: EARNED.map((earned_minor, index) => ({
    day: `2026-11-${String(index + 1).padStart(2, '0')}`,
    earned_minor,
    fees_and_refunds_minor: -100,
    models_and_tools_minor: -50,
    kept_minor: earned_minor - 150,
  })),
  left_out: [{ currency: 'EUR', net_minor: 2400 }],
  goals: [makeGoal()],
  rights: { may_add: true, may_manage: true },
  ...summary,
})

export const emptyMoney = (summary: Partial<FinanceSummary> = {}) =>
  makeMoney({
    currencies: ['USD'],
    left_out: [],
    goals: [],
    tiles: TILES.map((tile) => ({
      ...tile,
      amount_minor: 0,
      previous_minor: 0,
      change_percent: null,
      entries: 0,
      by_grade: {},
      margin_percent: null,
    })),
    ...summary,
  })

export const makeEntry = (entry: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id: '01938f00-0000-7000-8000-00000000e001',
  day: '2026-11-17',
  kind: 'sale',
  kind_label: 'Sale',
  description: 'Cozy Desk Setup',
  amount_minor: 1400,
  currency: 'USD',
  grade: 'verified',
  source: 'Stripe',
  reverses: null,
  reversed_by: null,
  reversible: false,
  created_at: '2026-11-17T14:02:00Z',
  ...entry,
})

export const makeReceipt = (entry: Partial<LedgerEntryDetail> = {}): LedgerEntryDetail => ({
  ...makeEntry(),
  source_key: 'stripe:ch_1QX',
  receipt: {
    sha256: '9f2c5b1e'.repeat(8),
    media_type: 'application/json',
    raw: '{"type":"charge.succeeded","amount":1400,"note":"<img src=x onerror=alert(1)>"}',
    is_whole: true,
    is_intact: true,
    created_at: '2026-11-17T14:02:00Z',
  },
  ...entry,
})

export const BOUGHT = makeReceipt({
  id: '01938f00-0000-7000-8000-00000000e002',
  kind: 'expense',
  kind_label: 'Expense',
  description: 'Clay',
  amount_minor: -1250,
  grade: 'imported',
  source: 'Written down by hand',
  source_key: 'manual:1',
  reversible: true,
})

const DAY_MS = 24 * 3600 * 1000

/** Three weeks from tomorrow on, a little more each day. */
export const makeProjections = (projections: Partial<Projections> = {}): Projections => ({
  metric: 'earned',
  world: 'real',
  currency: 'USD',
  status: 'ready',
  method: 'ets',
  made_on: new Date().toISOString().slice(0, 10),
  level: 80,
  points: Array.from({ length: 21 }, (_, number) => ({
    day: new Date(Date.now() + (number + 1) * DAY_MS).toISOString().slice(0, 10),
    value_minor: 8000 + 90 * number,
    low_minor: 5200 + 20 * number,
    high_minor: 10_800 + 200 * number,
  })),
  declined: null,
  accuracy: { coverage_percent: 82, error_percent: 9, scored_days: 40 },
  ...projections,
})
