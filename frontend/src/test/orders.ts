import type { components } from '@/lib/api/schema.gen'

type Schemas = components['schemas']
type Package = Schemas['ServicePackageOutput']
type Order = Schemas['ServiceOrderOutput']

export const audit: Package = {
  key: 'website-audit',
  name: 'Website Audit and Optimization Report',
  summary: 'Your site measured page by page: speed, search, accessibility, and what to mend first.',
  currency: 'USD',
  price_from_minor: 29_900,
  price_to_minor: 79_900,
  price_display: '$299 to $799',
  deliverables: [
    'A report with each finding, its evidence and its weight',
    'A list of repairs in the order of what they bring',
  ],
  form: [
    { name: 'website', label: 'Which website?', kind: 'url', required: true, help: '', choices: [] },
    {
      name: 'goal',
      label: 'What should it do better?',
      kind: 'choice',
      required: true,
      help: '',
      choices: ['Load faster', 'Be found', 'Sell more'],
    },
    {
      name: 'pages',
      label: 'How many pages matter most?',
      kind: 'number',
      required: false,
      help: '',
      choices: [],
    },
    {
      name: 'notes',
      label: 'What else should we know?',
      kind: 'long_text',
      required: false,
      help: 'Whatever would surprise us.',
      choices: [],
    },
  ],
}

const move = (to_state: Order['state'], display: string, at: string, note = '') => ({
  from_state: '',
  to_state,
  display,
  note,
  at,
})

const MOVES = [
  move('draft', 'Draft', '2026-11-20T09:00:00Z'),
  move('requested', 'Requested', '2026-11-20T09:00:01Z'),
  move('quoted', 'Quoted', '2026-11-20T15:30:00Z'),
  move('accepted', 'Accepted, to be paid', '2026-11-21T08:10:00Z'),
  move('paid', 'Paid', '2026-11-21T08:12:00Z'),
  move(
    'in_progress',
    'In progress',
    '2026-11-21T10:00:00Z',
    'Measurements run tonight, the report follows on Thursday.',
  ),
]

/** An order as it stands after so many moves. */
function orderAfter(moves: number, order: Partial<Order>): Order {
  const history = MOVES.slice(0, moves)
  const last = history.at(-1)
  return {
    id: '01938f00-0000-7000-8000-00000000c001',
    number: 'SO-01001',
    package: { key: audit.key, name: audit.name },
    state: last?.to_state ?? 'draft',
    state_display: last?.display ?? 'Draft',
    answers: { website: 'https://pixelandpine.example', goal: 'Load faster', pages: 12 },
    quote: null,
    paid_at: null,
    created_at: '2026-11-20T09:00:00Z',
    history,
    can: [],
    sandbox: true,
    ...order,
  }
}

const quote: NonNullable<Order['quote']> = {
  amount_minor: 45_000,
  currency: 'USD',
  display: '$450.00',
  note: 'Twelve pages, measured on a phone and on a desk, and one written round of questions.',
  valid_until: '2026-12-20T15:30:00Z',
  holds: true,
}

export const drafted = orderAfter(1, {
  can: ['request', 'cancel'],
  answers: { website: 'https://pixelandpine.example' },
})
export const requested = orderAfter(2, { can: ['cancel'] })
export const quoted = orderAfter(3, { can: ['accept', 'cancel'], quote })
export const ranOut = orderAfter(3, { can: ['cancel'], quote: { ...quote, holds: false } })
export const inProgress = orderAfter(6, { quote, paid_at: '2026-11-21T08:12:00Z' })
export const cancelled = orderAfter(2, {
  state: 'cancelled',
  state_display: 'Cancelled',
  history: [
    ...MOVES.slice(0, 2),
    move('cancelled', 'Cancelled', '2026-11-20T12:00:00Z', 'We do it ourselves.'),
  ],
})
