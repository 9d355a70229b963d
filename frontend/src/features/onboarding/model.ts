import { type infer as Infer, maxLength, minLength, object, optional, refine, string, trim } from 'zod/mini'
import { PLATFORMS, type Platform, type Profile, type ProfileInput, type ProjectInput } from '@/lib/api'
import { count, isoDay, parseCount, parsePercent } from '@/lib/format'

export const MAX_FOLLOWERS = 1_000_000_000
export const NICHE_LIMIT = 120
export const TYPICAL_ENGAGEMENT = 3

/** Of the people who really listen, so many in a hundred join a paid community in its first month. */
const JOIN_PERCENT = { low: 1, high: 3 }

const isPlatform = (slug: string): slug is Platform => PLATFORMS.some((platform) => platform === slug)

export const profileSchema = object({
  primary_platform: string().check(refine(isPlatform, 'Please choose where most of your people are.')),
  follower_count: string().check(
    refine(
      (typed) => !Number.isNaN(parseCount(typed)),
      'Please write a whole number, such as 50,000 or 50k.',
    ),
    refine((typed) => !(parseCount(typed) > MAX_FOLLOWERS), `Please write at most ${count(MAX_FOLLOWERS)}.`),
  ),
  engagement_rate: string().check(
    refine((typed) => !Number.isNaN(parsePercent(typed)), 'Please write a number, such as 6.5.'),
    refine((typed) => !(parsePercent(typed) > 100), 'A rate cannot be more than 100%.'),
  ),
  niche: string().check(
    trim(),
    minLength(2, 'Please say in a few words what you make.'),
    maxLength(NICHE_LIMIT, `Please keep it to ${NICHE_LIMIT} characters.`),
  ),
})

export type ProfileValues = Infer<typeof profileSchema>

/** What the form starts with: the saved profile, or nothing. */
export const profileValues = (profile: Profile | null): ProfileValues => ({
  primary_platform: profile?.primary_platform ?? '',
  follower_count: profile ? count(profile.follower_count) : '',
  engagement_rate: profile ? String(profile.engagement_rate) : '',
  niche: profile?.niche ?? '',
})

/** Only for values the schema has accepted. */
export const toProfileInput = (values: ProfileValues): ProfileInput => ({
  primary_platform: values.primary_platform as Platform,
  follower_count: parseCount(values.follower_count),
  engagement_rate: parsePercent(values.engagement_rate),
  niche: values.niche,
})

export interface Estimate {
  followers: number
  rate: number
  engaged: number
  /** First-month members. */
  low: number
  high: number
}

/** What the two figures imply, or null while one of them is missing or wrong. */
export function estimate(followersTyped: string, rateTyped: string): Estimate | null {
  const followers = parseCount(followersTyped)
  const rate = parsePercent(rateTyped)
  if (!(followers <= MAX_FOLLOWERS) || !(rate <= 100)) return null
  const engaged = (followers * rate) / 100
  return {
    followers,
    rate,
    engaged: Math.round(engaged),
    low: Math.round((engaged * JOIN_PERCENT.low) / 100),
    high: Math.round((engaged * JOIN_PERCENT.high) / 100),
  }
}

const tomorrow = () => daysAhead(1)

/** The ISO date so many days from today. */
export function daysAhead(days: number): string {
  const date = new Date()
  date.setDate(date.getDate() + days)
  return isoDay(date)
}

export const startSchema = object({
  business_name: string().check(trim(), maxLength(120, 'Please keep it to 120 characters.')),
  target_date: optional(
    string().check(refine((date) => date === '' || date >= tomorrow(), 'Please choose a day after today.')),
  ),
})

export type StartValues = Infer<typeof startSchema>

const PLAYBOOK = 'premium_community'

/** Leaves out the day when there is none yet. */
export const toProjectInput = ({ business_name, target_date }: StartValues): ProjectInput => ({
  playbook: PLAYBOOK,
  business_name,
  ...(target_date ? { target_date } : {}),
})
