import type { components } from '@/lib/api/schema.gen'

/** The launch kit, by the names this feature calls it. */
type Schemas = components['schemas']

export type Kit = Schemas['KitOutput']
export type Section = Schemas['KitSectionOutput']
export type SectionId = Section['id']
export type Item = Schemas['KitItemOutput']
export type Draft = Schemas['KitDraftOutput']

export const SECTION_IDS = [
  'positioning',
  'offer',
  'structure',
  'content_calendar',
  'launch_plan',
  'checklist',
] as const satisfies readonly SectionId[]

/** What a section says, as it is sent. */
export type Content = { markdown: string } | { items: Item[] }

export const FORMATS = ['pdf', 'md', 'ics'] as const
export type Format = (typeof FORMATS)[number]
