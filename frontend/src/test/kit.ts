import type { Item, Kit, Section, SectionId } from '@/features/kit/types'
import type { Decision, DecisionPoint, ProjectState } from '@/lib/api'
import { makeDecision, makePhase, makeProject, makeTask } from './factories'

/** Ada's launch at the end of her session, and its kit. */

export const makeItem = (item: Partial<Item> = {}): Item => ({
  id: 'opening',
  title: 'Opening build-along',
  note: '',
  date: '2026-12-15',
  time: '19:00',
  minutes: 90,
  task_id: null,
  done: null,
  group: 'Week 1',
  ...item,
})

const section = (id: SectionId, title: string, kind: Section['kind'], lead: string): Section => ({
  id,
  title,
  kind,
  lead,
  edited: false,
  edited_at: null,
  is_stale: false,
  markdown: kind === 'text' ? '' : null,
  items: kind === 'text' ? null : [],
})

const POSITIONING = [
  '### Who it is for',
  'Pixel & Pine is for people who care about cozy desk setups and want company in it: people who want to make something and finish it, not everyone who scrolls past.',
  '> “They are people with one small room and a lot of patience.”',
  '### The promise',
  '**Weekly build-alongs on Discord for people who care about cozy desk setups.**',
].join('\n\n')

const OFFER = [
  '### What members get',
  '- **Weekly build-alongs**, every week: a reason to be there on the day.\n- **One room for everybody**, on Discord: nothing to explain.\n- **The founding price for as long as they stay**, whatever later members pay.',
  '### What the first month could bring',
  '> 50,000 followers × 6.5% engaged = 3,250 people who really listen.\n>\n> Of those, 1 to 3% join a paid community in the first month: 33 to 98 members (rounded to whole people, halves up).\n>\n> At $19 that is $627 to $1,862 a month.\n>\n> An estimate, not a promise.',
].join('\n\n')

const STRUCTURE = [
  '### Tiers',
  '- **Member**: $19 a month.',
  '### Rooms',
  'Five rooms on Discord, not fifteen: thirty people in five rooms is a community.',
  '1. **#start-here**: the welcome letter, the house rules, and whom to ask when something does not work.\n2. **#introductions**: one easy question that everybody answers.\n3. **#lounge**: the talk of the day.',
].join('\n\n')

const CALENDAR = [
  makeItem({ note: 'Everybody builds the same small shelf, and posts it before bed.' }),
  makeItem({ id: 'wins-1', title: 'Wins thread', date: '2026-12-18', time: '09:00', minutes: 15 }),
  makeItem({
    id: 'build-2',
    title: 'Build-along: a lamp that does not glare',
    date: '2026-12-22',
    group: 'Week 2',
  }),
  makeItem({
    id: 'wins-2',
    title: 'Wins thread',
    date: '2026-12-25',
    time: '09:00',
    minutes: 15,
    group: 'Week 2',
  }),
  makeItem({ id: 'build-3', title: 'Build-along: hiding the cables', date: '2026-12-29', group: 'Week 3' }),
  makeItem({
    id: 'build-4',
    title: 'Build-along: one plant, well placed',
    date: '2027-01-05',
    group: 'Week 4',
  }),
]

const plan = (title: string, date: string, minutes: number, done: boolean, group = 'Before opening day') =>
  makeItem({ id: slug(title), task_id: slug(title), title, date, time: null, minutes, done, group })

const slug = (title: string) => title.toLowerCase().replace(/[^a-z]+/g, '_')

const PLAN = [
  plan('Write the one-line promise', '2026-11-20', 15, true),
  plan('Set the founding price', '2026-11-20', 15, true),
  plan('Open the rooms', '2026-11-27', 30, false),
  plan('Connect payments', '2026-11-30', 20, false),
  plan('Invite two test members', '2026-12-04', 10, false),
  plan('Tell your newsletter', '2026-12-11', 20, false),
  plan('Open the doors', '2026-12-15', 5, false, 'Opening day and after'),
  plan('Greet everyone by name', '2026-12-16', 30, false, 'Opening day and after'),
]

const CHECKLIST = [
  makeItem({
    id: 'decide-timeline',
    title: 'Decide when the doors open',
    note: 'Decided: 15 December 2026.',
    group: 'Decisions',
    done: true,
    date: null,
    time: null,
    minutes: null,
  }),
  ...PLAN.slice(0, 5).map((item) => ({ ...item, id: `tick-${item.id}`, group: 'The offer', date: null })),
  makeItem({
    id: 'mic',
    title: 'Test the microphone in the evening',
    group: 'The place',
    done: false,
    date: null,
    time: null,
    minutes: null,
  }),
  makeItem({
    id: 'card',
    title: 'Pay once with your own card',
    note: 'Refund it after.',
    group: 'The place',
    done: true,
    date: null,
    time: null,
    minutes: null,
  }),
]

export const SECTIONS: Section[] = [
  {
    ...section(
      'positioning',
      'Positioning',
      'text',
      'Who it is for, what it promises, and why from you: the page every other page follows from.',
    ),
    markdown: POSITIONING,
  },
  {
    ...section(
      'offer',
      'Offer and price',
      'text',
      'What members get, what they pay, and what that could bring you, with every step of the sum.',
    ),
    markdown: OFFER,
  },
  {
    ...section(
      'structure',
      'Tiers and rooms',
      'text',
      'Which tiers there are, what each costs, and the rooms members find on the first day.',
    ),
    markdown: STRUCTURE,
  },
  {
    ...section(
      'content_calendar',
      'Content calendar',
      'dated',
      'The first four weeks from opening day, so that no week begins with a blank page.',
    ),
    items: CALENDAR,
  },
  {
    ...section(
      'launch_plan',
      'Launch plan',
      'dated',
      'The tasks of the launch, counted backward from opening day at the hours you have.',
    ),
    items: PLAN,
  },
  {
    ...section('checklist', 'Checklist', 'checklist', 'Everything to tick before the doors open.'),
    items: CHECKLIST,
  },
]

export const makeKit = (kit: Partial<Kit> = {}): Kit => ({
  project_id: makeProject().id,
  business: 'Pixel & Pine',
  title: 'Pixel & Pine: launch kit',
  version: 3,
  opening_day: '2026-12-15',
  opening_day_is: 'decided',
  time_zone: 'Europe/Berlin',
  missing: [],
  sandbox: false,
  draft: { status: 'none', detail: '' },
  sections: SECTIONS,
  ...kit,
})

/** The kit with one of its sections changed. */
export const withSection = (kit: Kit, id: SectionId, change: Partial<Section>): Kit => ({
  ...kit,
  sections: kit.sections.map((one) => (one.id === id ? { ...one, ...change } : one)),
})

const price = (amount_minor: number) => ({ amount_minor, currency: 'USD', period: 'month' as const })

const point = (category: DecisionPoint['category'], question: string): DecisionPoint => ({
  category,
  question,
  why: '',
  options: [],
  recommendation: null,
})

export const POINTS: DecisionPoint[] = [
  point('platform', 'Where will members meet?'),
  {
    ...point('pricing', 'What does it cost to belong?'),
    recommendation: {
      value: price(1900),
      display: '$19 a month',
      arithmetic: [
        '50,000 followers × 6.5% engaged = 3,250 people who really listen.',
        'Of those, 1 to 3% join a paid community in the first month: 33 to 98 members (rounded to whole people, halves up).',
        'At $19 that is $627 to $1,862 a month.',
        'An estimate, not a promise.',
      ],
      reason: 'Communities about making often open at $19 a month.',
    },
  },
  point('structure', 'One room or several tiers?'),
  point('timeline', 'When do the doors open?'),
  point('content', 'What happens every week?'),
]

const decided = (category: Decision['category'], value: Decision['value'], display: string, quote: string) =>
  makeDecision({ id: `d-${category}`, category, value, display, quote, created_at: '2026-11-20T10:24:00Z' })

export const DECISIONS: Decision[] = [
  decided('platform', 'discord', 'Discord', 'Discord works, half my viewers live there already.'),
  decided('pricing', price(1900), '$19 a month', 'Nineteen feels right. I could say it out loud.'),
  decided(
    'structure',
    { tiers: [{ name: 'Member', amount_minor: null }] },
    'One room: Member',
    'One room, so nobody has to choose.',
  ),
  decided('timeline', '2026-12-15', '15 December 2026', 'Let us open on the fifteenth of December.'),
  decided(
    'content',
    { formats: ['build_along'], cadence: 'weekly' },
    'Weekly build-alongs',
    'Weekly build-alongs are the heart of it.',
  ),
]

export const pricedAt = (amount_minor: number, display: string): Decision[] =>
  DECISIONS.map((row) => (row.category === 'pricing' ? { ...row, value: price(amount_minor), display } : row))

/** The state of the project as `GET /projects/{id}` tells it. */
export function makeState(changes: Partial<ProjectState> = {}): ProjectState {
  const tasks = PLAN.map((item) =>
    makeTask({
      task_id: item.task_id ?? '',
      title: item.title,
      minutes: item.minutes ?? 0,
      completed: item.done === true,
      decision: null,
    }),
  )
  return makeProject({
    target_date: '2026-12-15',
    playbook: { key: 'premium_community', version: 1, title: 'Premium community', decisions: POINTS },
    phases: [makePhase({ tasks })],
    decisions: DECISIONS,
    ...changes,
  })
}
