import { type Typed, typedOf, valueIn } from '../model'
import type { CatalogueFeature, CataloguePlan, PlanEdit } from '../types'

export interface PlanForm {
  name: string
  tagline: string
  position: string
  trial_days: string
  is_public: boolean
  values: Record<string, Typed>
}

export const WORDS = ['name', 'tagline', 'position', 'trial_days', 'is_public'] as const

export const formOf = (plan: CataloguePlan, features: readonly CatalogueFeature[]): PlanForm => ({
  name: plan.name,
  tagline: plan.tagline,
  position: String(plan.position),
  trial_days: String(plan.trial_days),
  is_public: plan.is_public,
  values: Object.fromEntries(
    features.map((feature) => [feature.feature, typedOf(feature, valueIn(plan, feature.feature))]),
  ),
})

/** What of the plan's own words was set otherwise than it stands in `plan`. */
export function changedWords(plan: CataloguePlan, form: PlanForm): PlanEdit {
  const typed = {
    name: form.name.trim(),
    tagline: form.tagline.trim(),
    position: Number(form.position),
    trial_days: Number(form.trial_days),
    is_public: form.is_public,
  }
  return Object.fromEntries(
    Object.entries(typed).filter(([name, value]) => plan[name as keyof typeof typed] !== value),
  )
}

export const wholeNumber = (most: number) => (text: string) =>
  (/^\d{1,5}$/.test(text.trim()) && Number(text) <= most) || `Write a whole number up to ${most}.`
