import type { Page, WebSocketRoute } from '@playwright/test'
import type { ActiveProject, Decision, DecisionPoint, Message, Phase, Task } from '../src/lib/api/types'
import { question } from '../src/lib/realtime/fixtures'
import type { ClientFrame, ServerFrame } from '../src/lib/realtime/frames'
import { ada, makeDecision, makePhase, makeProject, makeTask } from '../src/test/factories'

/** A back end played inside the browser: enough of the launch to see every state of the workspace. */

export const PROJECT_ID = makeProject().id
export const TOPIC = `project:${PROJECT_ID}`
const BEGAN = Date.parse('2026-11-20T10:00:00Z')

const slug = (title: string) => title.toLowerCase().replace(/[^a-z]+/g, '_')

function task(title: string, minutes: number, changes: Partial<Task> = {}): Task {
  return makeTask({
    task_id: slug(title),
    title,
    why: 'People who arrive early should feel it, and you should know why you chose it.',
    how: [
      'Read the arithmetic once more.',
      'Say the number out loud.',
      'Write it where members will see it.',
    ],
    done_when: 'You have said one number and it is written down.',
    minutes,
    decision: null,
    ...changes,
  })
}

const done = { completed: true, completed_via: 'ai_auto', completed_at: '2026-11-20T10:05:00Z' } as const

const phase = (title: string, kind: Phase['kind'], tasks: Task[]): Phase =>
  makePhase({ id: slug(title), title, kind, tasks })

const phases = () => [
  phase('Know your people', 'planning', [
    task('Name who you make things for', 10, done),
    task('Read your last forty comments', 20, done),
    task('Ask three viewers what they would pay for', 25, done),
    task('Write down what they keep asking', 10, done),
    task('Choose the people you will serve', 10, done),
  ]),
  phase('Shape the offer', 'planning', [
    task('Pick where members will meet', 10, { ...done, decision: 'platform' }),
    task('Write the one-line promise', 15, done),
    task('Set the founding price', 15, { decision: 'pricing' }),
    task('Name the tiers', 10, {
      decision: 'structure',
      claimed: { evidence: 'I already have names for the tiers.', confidence: 0.6 },
    }),
    task('Draft the welcome letter', 20, { depends_on: ['set_the_founding_price'] }),
    task('Choose three founding perks', 10),
  ]),
  phase('Build the place', 'execution', [
    task('Open the rooms', 30, { cost: { min_minor: 0, max_minor: 2000, currency: 'USD' } }),
    task('Connect payments', 20, { decision: 'timeline' }),
    task('Write the house rules', 15),
    task('Plan the first four weeks', 25, { decision: 'content' }),
    task('Invite two test members', 10),
    task('Mend what they stumbled over', 30),
  ]),
  phase('Open the doors', 'execution', [
    task('Tell your newsletter', 20),
    task('Record the opening video', 60),
    task('Open the doors', 5),
    task('Greet everyone by name', 30),
    task('Ask the first ten how it feels', 20),
  ]),
]

const POINTS: DecisionPoint[] = [
  {
    category: 'platform',
    question: 'Where will members meet?',
    why: 'Habits are hard to move: the best place is the one they already open every day.',
    options: [
      {
        value: 'discord',
        label: 'Discord',
        pros: ['Your viewers may already be there', 'Free to run'],
        cons: ['Payments need another tool'],
        best_for: 'lively daily talk',
      },
      {
        value: 'circle',
        label: 'Circle',
        pros: ['Payments, events and courses in one place'],
        cons: ['From $89 a month before the first member pays'],
        best_for: 'calm, structured communities',
      },
    ],
    recommendation: {
      value: 'discord',
      display: 'Discord',
      arithmetic: ['$0 a month against $89 a month'],
      reason: 'Begin where it costs nothing.',
    },
  },
  {
    category: 'pricing',
    question: 'What does it cost to belong?',
    why: 'The price tells people how seriously to take it.',
    options: [
      {
        value: { amount_minor: 900, currency: 'USD', period: 'month' },
        label: '$9 a month',
        pros: ['Easy to say yes to'],
        cons: ['Twice the members for the same income'],
        best_for: 'very large audiences',
      },
      {
        value: { amount_minor: 1900, currency: 'USD', period: 'month' },
        label: '$19 a month',
        pros: ['Worth your time from forty members on'],
        cons: ['Needs a weekly reason to stay'],
        best_for: 'people who come to learn',
      },
    ],
    recommendation: {
      value: { amount_minor: 1900, currency: 'USD', period: 'month' },
      display: '$19 a month',
      arithmetic: [
        '50,000 followers × 6.5% engaged = 3,250 people who really listen',
        '1 to 3% join in the first month: 33 to 98 members',
        'At $19 that is $627 to $1,862 a month',
      ],
      reason: 'An estimate, not a promise.',
    },
  },
  {
    category: 'content',
    question: 'What happens every week?',
    why: 'A rhythm is what keeps people paying.',
    options: [
      {
        value: { formats: ['build_along'], cadence: 'weekly' },
        label: 'Weekly build-alongs',
        pros: ['A reason to be there on the day'],
        cons: ['You have to be there too'],
        best_for: 'makers',
      },
    ],
    recommendation: null,
  },
  {
    category: 'structure',
    question: 'One room or several tiers?',
    why: 'Fewer doors, fewer doubts.',
    options: [
      {
        value: { tiers: [{ name: 'Member', amount_minor: null }] },
        label: 'One room',
        pros: ['Nothing to explain'],
        cons: ['No way to pay more'],
        best_for: 'a first launch',
      },
    ],
    recommendation: null,
  },
  {
    category: 'timeline',
    question: 'When do the doors open?',
    why: 'A day makes it real.',
    options: [
      {
        value: 'P6W',
        label: 'In six weeks',
        pros: ['Time for test members'],
        cons: ['Long enough to lose heart'],
        best_for: 'most launches',
      },
    ],
    recommendation: null,
  },
]

export const decision = (changes: Partial<Decision>): Decision =>
  makeDecision({ id: 'd-platform', source_message_id: 'u1', ...changes })

export const message = (position: number, changes: Partial<Message>): Message =>
  question({
    id: `m${position}`,
    position,
    client_id: null,
    sandbox: true,
    created_at: new Date(BEGAN + position * 30_000).toISOString(),
    ...changes,
  })

export const PRICE_TALK = [
  'Good. Build-alongs give people a reason to be there *on the day*, which is what keeps them paying. Now the price.',
  '> **50,000** followers × **6.5%** engaged = 3,250 people who really listen. Of those, **1 to 3%** join a paid community in the first month: **33 to 98 members**. At $19 that is **$627 to $1,862** a month. An estimate, not a promise.',
  'I would open at **$19 for founding members** and go to $29 once the first forty are in. People who arrive early should feel it. Does nineteen feel right?',
].join('\n\n')

export function launch(changes: Partial<ActiveProject> = {}): ActiveProject {
  return makeProject({
    playbook: { key: 'premium_community', version: 1, title: 'Premium community', decisions: POINTS },
    phases: phases(),
    decisions: [
      decision({}),
      decision({
        id: 'd-content',
        category: 'content',
        value: { formats: ['build_along'], cadence: 'weekly' },
        display: 'Weekly build-alongs',
        confidence: 0.82,
        quote: 'Weekly build-alongs are the heart of it.',
      }),
    ],
    progress: { overall: 41, planning: 60, execution: 27, timeline: 34 },
    messages: [
      message(1, {
        id: 'a0',
        role: 'assistant',
        text: 'Good to meet you, Ada. With 50,000 people watching you build quiet desks, you already have the hard part.\n\nWhere do your viewers talk to each other today?',
      }),
      message(2, {
        id: 'u1',
        client_id: 'c-u1',
        text: 'Discord works, half my viewers live there already. And yes, weekly build-alongs are the heart of it.',
      }),
      message(3, {
        id: 'a1',
        role: 'assistant',
        reply_to: 'u1',
        text: PRICE_TALK,
        detected: {
          decisions: [],
          completions: [],
          next_steps: ['$19 sounds right', 'Start higher', 'Show me the arithmetic'],
          disagreements: [],
        },
      }),
    ],
    messages_left_today: 38,
    resets_at: new Date(Date.now() + 9 * 3_600_000).toISOString(),
    ...changes,
  })
}

export interface World {
  project: ActiveProject
  sockets: WebSocketRoute[]
  /** Frames the page sent. */
  heard: ClientFrame[]
  say(frame: ServerFrame): void
  /** Hears and answers nothing any more, as behind a cut cable. */
  isDeaf: boolean
  /** What the server does with a frame it received; tests replace it. */
  onFrame(frame: ClientFrame): void
}

/** Answers every request of the page from `world.project`; the socket is played by `world.say`. */
export async function playWorld(page: Page, project: ActiveProject): Promise<World> {
  const world: World = {
    project,
    sockets: [],
    heard: [],
    isDeaf: false,
    say(frame) {
      for (const socket of world.sockets) socket.send(JSON.stringify(frame))
    },
    onFrame() {},
  }
  await page.route('**/_allauth/browser/v1/**', (route) =>
    route.fulfill({
      json: { status: 200, data: { user: { id: ada.id } }, meta: { is_authenticated: true } },
    }),
  )
  await page.route('**/api/v1/users/me', (route) => route.fulfill({ json: ada }))
  await page.route('**/api/v1/projects/profile', (route) => route.fulfill({ json: {} }))
  await page.route('**/api/v1/projects/active', (route) => route.fulfill({ json: world.project }))
  await page.routeWebSocket('**/ws/', (socket) => {
    world.sockets.push(socket)
    socket.onClose(() => {
      world.sockets = world.sockets.filter((other) => other !== socket)
    })
    socket.onMessage((data) => {
      if (world.isDeaf) return
      const frame: ClientFrame = JSON.parse(String(data))
      world.heard.push(frame)
      if (frame.type === 'ping') socket.send(JSON.stringify({ type: 'pong' }))
      if (frame.type === 'subscribe') socket.send(JSON.stringify(snapshotOf(world.project)))
      world.onFrame(frame)
    })
  })
  return world
}

const snapshotOf = (project: ActiveProject): ServerFrame => ({
  type: 'subscribed',
  topic: TOPIC,
  snapshot: { streaming: project.messages.find(({ status }) => status === 'streaming') ?? null },
})
