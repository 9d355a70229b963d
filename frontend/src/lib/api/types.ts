import type { WithDecisionValues } from './decision-values'
import type { components } from './schema.gen'

/** The nouns of the wire, by the names this app calls them. */
type Schemas = WithDecisionValues<components['schemas']>
/** Of billing, which knows no decisions. */
type Wire = components['schemas']

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
export type Progress = Schemas['ProgressOutput']

export type ProjectSummary = Schemas['ProjectSummaryOutput']
export type ProjectStatus = Schemas['ProjectStatusEnum']
export type Usage = Schemas['UsageOutput']
export type Activity = Schemas['ActivityReply']
export type LetterPreferences = Schemas['LetterPreferencesReply']

export type Budget = Wire['SpendBudgetOutput']
export type Budgets = Wire['BudgetsOutput']
export type BudgetLimitInput = Wire['SpendLimitInputRequest']
export type BillingInterval = Wire['IntervalEnum']
export type Subscription = Wire['SubscriptionOutput']
export type PriceList = Wire['PricingOutput']
export type Plan = Wire['PlanOutput']
export type PlanPrice = Wire['PlanPriceOutput']
export type FeatureUsage = Wire['FeatureUsageOutput']
export type UsageReport = Wire['BillingUsageOutput']
export type Invoice = Wire['BillingInvoiceOutput']
export type PlanChange = Wire['PlanChangeInputRequest']
export type PlanChangePreview = Wire['PlanChangePreviewOutput']
export type PlanChangeOutcome = Wire['PlanChangeOutput']
export type CheckoutState = Wire['CheckoutStateOutput']
export type CancelInput = Wire['CancelInputRequest']
export type CancelReason = CancelInput['reason']
export type BillingContact = Wire['BillingContactOutput']
export type BillingContactInput = Wire['BillingContactInputRequest']
export type TaxId = Wire['TaxIdOutput']
export type TaxIdInput = Wire['TaxIdInputRequest']
export type Seats = Wire['SeatsOutput']

export type DecisionCategory = Schemas['DecisionCategoryEnum']
export type Decision = Schemas['DecisionOutput']
export type DecisionInput = Schemas['DecisionInputRequest']
export type DecisionPoint = Schemas['DecisionPointOutput']
export type DecisionOption = Schemas['DecisionOptionOutput']
export type Recommendation = Schemas['RecommendationOutput']

export type Message = Schemas['MessageOutput']
export type MessageError = Schemas['MessageErrorOutput']
export type MessagePair = Schemas['ExchangeOutput']
export type Cost = Schemas['MoneyOutput']

export type FinanceSummary = Schemas['FinanceSummaryOutput']
export type Projections = Schemas['ProjectionsOutput']
export type FinanceTile = Schemas['TileOutput']
export type FinanceTileKey = Schemas['FinanceTileEnum']
export type MoneyWorld = Schemas['WorldEnum']
export type LedgerKind = Schemas['LedgerKindEnum']
export type LedgerGrade = Schemas['LedgerGradeEnum']
export type LedgerEntry = Schemas['EntryOutput']
export type LedgerEntryDetail = Schemas['EntryDetailOutput']
export type ExpenseInput = Schemas['ExpenseCreateInputRequest']
export type FinanceGoal = Schemas['GoalOutput']
export type FinanceGoalInput = Schemas['GoalCreateInputRequest']
export type FinanceGoalUpdate = Schemas['PatchedGoalUpdateInputRequest']
export type ImportPreview = Schemas['ImportPreviewOutput']

export type PlatformSummary = Wire['SummaryOutput']
export type PlatformTile = Wire['MetricTileOutput']
export type PlatformTarget = Wire['TargetOutput']
export type MetricUnit = Wire['MetricUnitEnum']
export type MetricRow = Wire['RowOutput']
export type ChartLine = Wire['ChartLineOutput']
export type FunnelStep = Wire['FunnelStepOutput']
export type Cohorts = Wire['CohortsOutput']
export type CohortLine = Wire['CohortLineOutput']
export type WorkspaceMargin = Wire['WorkspaceMarginOutput']
export type VisitPart = Wire['VisitPartOutput']
export type PlatformEvent = Wire['EventOutput']

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
