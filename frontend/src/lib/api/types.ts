/** The wire, as the back end's contract has it. Nouns first, then the paths the client is typed by. */

export type Role = 'owner' | 'admin' | 'member' | 'accountant' | 'viewer'

export interface Me {
  id: string
  email: string
  name: string
  time_zone: string
  is_superuser: boolean
  /** True while no model key is set and scripted answers are shown. */
  sandbox: boolean
  workspaces: { id: string; name: string; role: Role }[]
}

export interface MeUpdate {
  name?: string
  time_zone?: string
}

export const PLATFORMS = [
  'youtube',
  'instagram',
  'tiktok',
  'twitter',
  'twitch',
  'podcast',
  'newsletter',
  'blog',
  'linkedin',
  'facebook',
  'pinterest',
  'other',
] as const

export type Platform = (typeof PLATFORMS)[number]

export interface ProfileInput {
  primary_platform: Platform
  follower_count: number
  /** Percent: 6.5 means 6.5 %. */
  engagement_rate: number
  niche: string
  demographics?: unknown
  signals?: unknown
  personality?: unknown
}

export interface Profile extends ProfileInput {
  created_at: string
  updated_at: string
}

export type DecisionCategory = 'platform' | 'pricing' | 'structure' | 'timeline' | 'content'

export interface Pricing {
  amount_minor: number
  currency: string
  period: 'week' | 'month' | 'quarter' | 'year' | 'once'
}

export interface Structure {
  tiers: { name: string; amount_minor: number | null }[]
}

export interface ContentPlan {
  formats: string[]
  cadence: 'daily' | 'twice_weekly' | 'weekly' | 'biweekly' | 'monthly' | 'quarterly' | null
}

/** Platform: a slug. Timeline: an ISO date or duration. */
export type DecisionValue = string | Pricing | Structure | ContentPlan

export interface Decision {
  id: string
  category: DecisionCategory
  value: DecisionValue
  display: string
  rationale: string
  /** 0 to 1. */
  confidence: number
  /** The creator's own sentence; empty when chosen by hand. */
  quote: string
  is_current: boolean
  source_message_id: string | null
  created_at: string
}

export interface DecisionInput {
  category: DecisionCategory
  value: DecisionValue
  rationale?: string
}

export interface DecisionOption {
  value: DecisionValue
  label: string
  pros: string[]
  cons: string[]
  best_for: string
}

export interface Recommendation {
  value: DecisionValue
  display: string
  arithmetic: string[]
  reason: string
}

export interface DecisionPoint {
  category: DecisionCategory
  question: string
  why: string
  options: DecisionOption[]
  recommendation: Recommendation | null
}

export interface CostRange {
  min_minor: number
  max_minor: number
  currency: string
}

export interface Task {
  task_id: string
  title: string
  why: string
  how: string[]
  done_when: string
  minutes: number
  cost: CostRange
  depends_on: string[]
  decision: DecisionCategory | null
  completed: boolean
  completed_via: 'manual' | 'ai_auto' | 'ai_confirmed' | null
  completed_at: string | null
  claimed: { evidence: string; confidence: number } | null
}

export interface Phase {
  id: string
  title: string
  goal: string
  milestone: string
  kind: 'planning' | 'execution'
  completed: number
  total: number
  tasks: Task[]
}

/** Whole percentages. */
export interface Progress {
  overall: number
  planning: number
  execution: number
  timeline: number
}

export interface MessageError {
  code: string
  detail: string
  retryable: boolean
}

export interface Cost {
  amount_e8: number
  currency: string
  display: string
}

export interface Detected {
  decisions: {
    decision_id: string
    category: DecisionCategory
    value: DecisionValue
    display: string
    confidence: number
    quote: string
  }[]
  completions: { task_id: string; title: string; via: string; confidence: number; claimed: boolean }[]
  next_steps: string[]
  disagreements: unknown[]
}

export type MessageStatus = 'streaming' | 'complete' | 'stopped' | 'failed' | 'interrupted'

export interface Message {
  id: string
  position: number
  client_id: string | null
  reply_to: string | null
  role: 'user' | 'assistant'
  status: MessageStatus
  text: string
  error: MessageError | null
  created_at: string
  model: string | null
  usage: { input_tokens: number; output_tokens: number; cache_read_tokens: number } | null
  cost: Cost | null
  detected: Detected | null
}

export interface ActiveProject {
  id: string
  status: string
  business: { id: string; name: string }
  playbook: { key: string; version: number | string; title: string; decisions: DecisionPoint[] }
  target_date: string | null
  started_at: string
  phases: Phase[]
  /** Current ones and the history. */
  decisions: Decision[]
  progress: Progress
  conversation_id: string
  /** The newest 50, by ascending position. */
  messages: Message[]
  has_more_messages: boolean
  messages_left_today: number
  message_limit: number
  resets_at: string
  sandbox: boolean
  can_edit: boolean
}

export interface ProjectInput {
  playbook?: string
  target_date?: string | null
  business_name?: string
}

export interface TaskChange {
  task: Task
  progress: Progress
}

export interface MessagePair {
  user: Message
  assistant: Message
}

export interface Page<Row> {
  results: Row[]
  next: string | null
  previous: string | null
}
