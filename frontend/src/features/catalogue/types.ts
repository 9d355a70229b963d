import type { components } from '@/lib/api/schema.gen'

type Schemas = components['schemas']

export type Catalogue = Schemas['CatalogueOutput']
export type CataloguePlan = Schemas['CataloguePlanOutput']
export type CataloguePrice = Schemas['CataloguePriceOutput']
export type CatalogueFeature = Schemas['CatalogueFeatureOutput']
export type CataloguePackage = Schemas['CataloguePackageOutput']
export type StripeLink = Schemas['CatalogueLinkOutput']
export type PlanEdit = Schemas['PatchedPlanEditInputRequest']
export type PackageEdit = Schemas['PatchedPackageEditInputRequest']
export type PackageQuestion = Schemas['PackageQuestionInputRequest']
export type InclusionPreview = Schemas['InclusionPreviewOutput']
export type InclusionChange = Schemas['InclusionChangeOutput']
export type DeskOrder = Schemas['DeskOrderOutput']
export type OrderState = DeskOrder['state']
export type SyncPreview = Schemas['SyncPreviewOutput']
export type SyncStep = Schemas['SyncStepOutput']
export type Reconciliation = Schemas['ReconciliationOutput']

export type FeatureKey = CatalogueFeature['feature']
/** What a plan includes of a feature, as the wire has it; null is unlimited. */
export type FeatureValue = boolean | number | string | null
export type Values = Partial<Record<FeatureKey, FeatureValue>>
export type Environment = Catalogue['environment']
