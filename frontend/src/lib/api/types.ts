import type { WithDecisionValues } from './decision-values'
import type { components } from './schema.gen'

/** The nouns of the wire, by the names this app calls them. */
type Schemas = WithDecisionValues<components['schemas']>

export type { ContentPlan, DecisionValue, Pricing, Structure } from './decision-values'

export type Me = Schemas['UserReply']
export type MeUpdate = Schemas['PatchedUserUpdateInputRequest']
export type Role = Schemas['MembershipRoleEnum']

export type Platform = Schemas['PrimaryPlatformEnum']
export type Profile = Schemas['ProfileOutput']
export type ProfileInput = Schemas['ProfileInputRequest']

export type ActiveProject = Schemas['ActiveProjectOutput']
export type ProjectInput = Schemas['ProjectCreateInputRequest']
/** Everything of a launch but its conversation, whatever its status and whoever may see it. */
export type ProjectState = Schemas['ProjectStateOutput']
export type Phase = Schemas['PhaseOutput']
export type Task = Schemas['TaskOutput']
export type TaskChange = Schemas['TaskChangeOutput']
export type CostRange = Schemas['TaskCostOutput']
export type Progress = Schemas['ProgressOutput']

export type ProjectSummary = Schemas['ProjectSummaryOutput']
export type ProjectStatus = Schemas['ProjectStatusEnum']
export type Usage = Schemas['UsageOutput']
export type Activity = Schemas['ActivityReply']

export type DecisionCategory = Schemas['DecisionCategoryEnum']
export type Decision = Schemas['DecisionOutput']
export type DecisionInput = Schemas['DecisionInputRequest']
export type DecisionPoint = Schemas['DecisionPointOutput']
export type DecisionOption = Schemas['DecisionOptionOutput']
export type Recommendation = Schemas['RecommendationOutput']

export type Message = Schemas['MessageOutput']
export type MessageStatus = Schemas['MessageStatusEnum']
export type MessageError = Schemas['MessageErrorOutput']
export type MessagePair = Schemas['ExchangeOutput']
export type Detected = Schemas['DetectedOutput']
export type Cost = Schemas['MoneyOutput']

export interface Page<Row> {
  results: Row[]
  next: string | null
  previous: string | null
}

/** In the order they are offered. */
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
] as const satisfies readonly Platform[]

export const isPlatform = (slug: string): slug is Platform => PLATFORMS.some((platform) => platform === slug)
