import type {
  ActiveProject,
  Activity,
  Decision,
  DecisionPoint,
  Me,
  Phase,
  Profile,
  ProjectSummary,
  Task,
  Usage,
} from '@/lib/api'

export const ada: Me = {
  id: '01938f00-0000-7000-8000-00000000ada0',
  email: 'ada@example.com',
  name: 'Ada',
  time_zone: 'Europe/Berlin',
  is_superuser: false,
  is_demo: false,
  sandbox: true,
  workspaces: [{ id: '01938f00-0000-7000-8000-00000000aaaa', name: "Ada's workspace", role: 'owner' }],
}

export const adasProfile: Profile = {
  primary_platform: 'youtube',
  follower_count: 50_000,
  engagement_rate: 6.5,
  niche: 'Cozy desk setups',
  demographics: {},
  signals: {},
  personality: {},
  created_at: '2026-11-20T09:00:00Z',
  updated_at: '2026-11-20T09:00:00Z',
}

export const makeTask = (task: Partial<Task> = {}): Task => ({
  task_id: 'set_founding_price',
  title: 'Set the founding price',
  why: 'People who arrive early should feel it.',
  how: ['Read the arithmetic', 'Say the number out loud'],
  note: null,
  done_when: 'You have said one number.',
  minutes: 15,
  cost: { min_minor: 0, max_minor: 0, currency: 'USD' },
  depends_on: [],
  decision: 'pricing',
  added: false,
  completed: false,
  completed_via: null,
  completed_at: null,
  claimed: null,
  ...task,
})

export const makePhase = (phase: Partial<Phase> = {}): Phase => {
  const tasks = phase.tasks ?? [makeTask()]
  return {
    id: 'shape_the_offer',
    title: 'Shape the offer',
    goal: 'One offer, said in one line.',
    milestone: 'The price is public.',
    kind: 'planning',
    completed: tasks.filter((task) => task.completed).length,
    total: tasks.length,
    tasks,
    ...phase,
  }
}

export const makeDecision = (decision: Partial<Decision> = {}): Decision => ({
  id: '01938f00-0000-7000-8000-00000000dec1',
  category: 'platform',
  value: 'discord',
  display: 'Discord',
  rationale: 'Half the viewers are there already.',
  confidence: 0.98,
  quote: 'Discord works, half my viewers live there already.',
  is_current: true,
  source_message_id: null,
  created_at: '2026-11-20T10:00:00Z',
  ...decision,
})

export const makeProject = (project: Partial<ActiveProject> = {}): ActiveProject => ({
  id: '01938f00-0000-7000-8000-000000000001',
  status: 'active',
  business: { id: '01938f00-0000-7000-8000-0000000000b1', name: 'Pixel & Pine' },
  playbook: { key: 'premium_community', version: 1, title: 'Premium community', decisions: [] },
  target_date: null,
  started_at: '2026-11-20T09:30:00Z',
  completed_at: null,
  customized_plan: null,
  phases: [makePhase()],
  decisions: [],
  progress: { overall: 0, planning: 0, execution: 0, timeline: 0 },
  conversation_id: '01938f00-0000-7000-8000-0000000000c1',
  messages: [],
  has_more_messages: false,
  messages_left_today: 50,
  message_limit: 50,
  resets_at: '2026-11-21T00:00:00Z',
  sandbox: true,
  can_edit: true,
  ...project,
})

export const makeQuestion = (question: Partial<DecisionPoint> = {}): DecisionPoint => ({
  category: 'platform',
  question: 'Where will your community live?',
  why: 'People join where they already are.',
  options: [],
  recommendation: null,
  ...question,
})

export const makeActivity = (activity: Partial<Activity> = {}): Activity => ({
  id: '01938f00-0000-7000-8000-0000000000e1',
  at: '2026-11-20T10:00:00Z',
  kind: 'decision',
  text: 'You decided the platform: Discord',
  project_id: '01938f00-0000-7000-8000-000000000001',
  actor: 'You',
  ...activity,
})

export const makeUsage = (usage: Partial<Usage> = {}): Usage => ({
  messages: { used: 12, limit: 50, left: 38, resets_at: '2026-11-20T23:00:00Z' },
  month: {
    calls: 14,
    input_tokens: 42_000,
    output_tokens: 6_000,
    cost: { amount_e8: 31_000_000, currency: 'USD', display: '$0.31' },
  },
  days: [],
  sandbox: true,
  ...usage,
})

export const makeSummary = (summary: Partial<ProjectSummary> = {}): ProjectSummary => ({
  id: '01938f00-0000-7000-8000-000000000002',
  user_id: ada.id,
  status: 'paused',
  business: { id: '01938f00-0000-7000-8000-0000000000b2', name: 'Kiln Club' },
  playbook: { key: 'premium_community', version: 1, title: 'Premium community' },
  target_date: null,
  started_at: '2026-10-02T09:30:00Z',
  completed_at: null,
  ...summary,
})
