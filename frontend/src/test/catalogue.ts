import type {
  Catalogue,
  CatalogueFeature,
  CataloguePackage,
  CataloguePlan,
  DeskOrder,
  Reconciliation,
  SyncPreview,
} from '@/features/catalogue/types'
import { ada } from './factories'
import { audit, requested } from './orders'

export const root = { ...ada, name: 'Root', email: 'root@example.com', is_superuser: true }

const SYNCED = '2026-11-20T09:00:00Z'
export const SEEN = '2026-11-20T10:00:00.123456Z'

const linked = (stripe_id: string, is_told = true) => [
  { environment: 'sandbox', stripe_id, synced_at: SYNCED, is_told },
]

const number = (
  feature: CatalogueFeature['feature'],
  label: string,
  more: Partial<CatalogueFeature> = {},
): CatalogueFeature => ({
  feature,
  label,
  kind: 'integer',
  unit: 'count',
  counting: 'level',
  by_person: false,
  choices: [],
  ...more,
})

const FEATURES: CatalogueFeature[] = [
  number('messages', 'Messages to your partner', { counting: 'day', by_person: true }),
  number('model_spend', 'Model spend included', { unit: 'usd_e8', counting: 'month' }),
  number('storage', 'Storage', { unit: 'bytes' }),
  number('seats', 'Seats'),
  number('support', 'Support', {
    kind: 'select',
    counting: null,
    choices: [
      { value: 'community', display: 'Community' },
      { value: 'email', display: 'Email' },
      { value: 'priority', display: 'Priority' },
    ],
  }),
  number('overage', 'Going past the included spend', { kind: 'boolean', counting: null }),
]

const shown = (value: boolean | number | string | null, display: string) => ({ value, display })

const price = (
  id: number,
  interval: 'month' | 'year',
  amount_minor: number,
  more: Partial<CataloguePlan['prices'][number]> = {},
): CataloguePlan['prices'][number] => ({
  id: `01938f00-0000-7000-8000-00000000f0${id}`,
  interval,
  currency: 'USD',
  amount_minor,
  display: `$${(amount_minor / 100).toFixed(2)}`,
  is_current: true,
  created_at: '2026-10-01T09:00:00Z',
  subscriptions: 0,
  links: linked(`price_${id}`),
  ...more,
})

const FREE: CataloguePlan = {
  key: 'free',
  name: 'Free',
  tagline: 'Talk with your partner and plan a launch.',
  position: 0,
  by_contract: false,
  is_public: true,
  trial_days: 0,
  has_prices: false,
  updated_at: SEEN,
  workspaces: 1240,
  values: {
    messages: shown(50, '50'),
    model_spend: shown(100_000_000, '$1.00'),
    storage: shown(536_870_912, '512 MB'),
    seats: shown(1, '1'),
    support: shown('community', 'Community'),
    overage: shown(false, 'Not included'),
  },
  prices: [],
  links: [],
}

const PRO: CataloguePlan = {
  ...FREE,
  key: 'pro',
  name: 'Pro',
  tagline: 'Run the whole workshop.',
  position: 2,
  trial_days: 14,
  has_prices: true,
  workspaces: 38,
  values: {
    messages: shown(500, '500'),
    model_spend: shown(4_000_000_000, '$40.00'),
    storage: shown(53_687_091_200, '50 GB'),
    seats: shown(5, '5'),
    support: shown('priority', 'Priority'),
    overage: shown(true, 'Included'),
  },
  prices: [
    price(10, 'month', 9900, { subscriptions: 31 }),
    price(11, 'month', 7900, {
      is_current: false,
      subscriptions: 4,
      created_at: '2026-06-01T09:00:00Z',
      links: [
        ...linked('price_11'),
        { environment: 'test', stripe_id: 'price_t11', synced_at: SYNCED, is_told: true },
      ],
    }),
    price(12, 'year', 99_900, { subscriptions: 3 }),
  ],
  links: linked('prod_pro'),
}

const ENTERPRISE: CataloguePlan = {
  ...PRO,
  key: 'enterprise',
  name: 'Enterprise',
  tagline: 'By contract, for teams.',
  position: 3,
  by_contract: true,
  has_prices: false,
  trial_days: 0,
  workspaces: 2,
  values: { ...PRO.values, messages: shown(null, 'Unlimited'), seats: shown(null, 'Unlimited') },
  prices: [],
  links: [],
}

export const auditRow: CataloguePackage = {
  ...audit,
  position: 1,
  is_public: true,
  updated_at: SEEN,
  open_orders: 1,
}

/** A new copy every time: tests change what they speak of. */
export const makeCatalogue = (catalogue: Partial<Catalogue> = {}): Catalogue =>
  structuredClone({
    environment: 'sandbox',
    configured: true,
    plans: [FREE, PRO, ENTERPRISE],
    features: FEATURES,
    packages: [auditRow],
    orders_to_quote: 1,
    ...catalogue,
  })

export const waiting: DeskOrder = {
  ...requested,
  workspace: { id: ada.workspaces[0]?.id ?? '', name: "Ada's workspace" },
  ordered_by: { name: 'Ada', email: 'ada@example.com' },
  asked: [
    { label: 'Which website?', answer: 'https://pixelandpine.example' },
    { label: 'What should it do better?', answer: 'Load faster' },
  ],
  currency: 'USD',
  price_range: { from_minor: 29_900, to_minor: 79_900, display: '$299 to $799' },
  environment: 'sandbox',
  updated_at: SEEN,
  ways_on: [
    { state: 'quoted', display: 'Quoted' },
    { state: 'declined', display: 'Declined' },
    { state: 'cancelled', display: 'Cancelled' },
  ],
}

export const differing: SyncPreview = {
  environment: 'sandbox',
  digest: 'd1',
  steps: [
    {
      kind: 'update_product',
      action: 'update at Stripe',
      subject: 'Pro',
      detail: 'name: “Pro” → “Studio”',
      stripe_id: 'prod_pro',
    },
    {
      kind: 'conflict',
      action: 'conflict',
      subject: 'Starter',
      detail: 'changed on both sides (description: “A” → “B”)',
      stripe_id: 'prod_starter',
    },
  ],
}

export const reconciled: Reconciliation = {
  environment: 'sandbox',
  run: {
    started_at: '2026-11-21T03:40:00Z',
    finished_at: '2026-11-21T03:40:09Z',
    compared: 412,
    found: 1,
    error: '',
  },
  differences: [
    {
      id: '01938f00-0000-7000-8000-00000000d1f1',
      created_at: '2026-11-21T03:40:02Z',
      type: 'subscription',
      stripe_id: 'sub_1',
      what: 'missing_here',
      detail: 'Stripe has it, we do not.',
    },
  ],
  has_more: false,
}
