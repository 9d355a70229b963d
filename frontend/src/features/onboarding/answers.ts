import { isPlatform, type Platform, type Profile, type ProfileInput, type ProjectInput } from '@/lib/api'
import { count, parseCount, percentHundredths } from '@/lib/format'

/** What is typed on the way in, as it was typed. */
export interface Answers {
  platform: string
  followers: string
  engagement: string
  /** The rate is the typical one and not the creator's own. */
  typical: boolean
  niche: string
  name: string
  date: string
  /** The furthest step that was opened. */
  reached: number
}

const NOTHING: Answers = {
  platform: '',
  followers: '',
  engagement: '',
  typical: false,
  niche: '',
  name: '',
  date: '',
  reached: 0,
}

export const TYPICAL_ENGAGEMENT = 3
const PLAYBOOK = 'premium_community'
/** Kept among the profile's signals, where the partner reads it too. */
const MARK = 'engagement_rate_is_typical'

type Signals = Record<string, unknown>

const signalsOf = (profile: Profile | null): Signals =>
  profile?.signals && typeof profile.signals === 'object' ? (profile.signals as Signals) : {}

export const isTypical = (profile: Profile | null) => signalsOf(profile)[MARK] === true

const fromProfile = (profile: Profile): Partial<Answers> => ({
  platform: profile.primary_platform,
  followers: count(profile.follower_count),
  engagement: String(profile.engagement_rate),
  typical: isTypical(profile),
  niche: profile.niche,
})

export const profileAnswers = (profile: Profile): Answers => ({ ...NOTHING, ...fromProfile(profile) })

const key = (userId: string) => `atelier.onboarding.${userId}`

/** What this person answered in this browser; else what their profile says. */
export function loadAnswers(userId: string, profile: Profile | null): Answers {
  const known = profile ? profileAnswers(profile) : NOTHING
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key(userId)) ?? 'null')
    return { ...known, ...ofRightKind(stored) }
  } catch {
    return known // Storage is off or spoiled: the answers then live as long as the page.
  }
}

function ofRightKind(stored: unknown): Partial<Answers> {
  if (!stored || typeof stored !== 'object') return {}
  const right = Object.entries(stored).filter(
    ([name, value]) => name in NOTHING && typeof value === typeof NOTHING[name as keyof Answers],
  )
  return Object.fromEntries(right)
}

export function keepAnswers(userId: string, answers: Answers) {
  try {
    localStorage.setItem(key(userId), JSON.stringify(answers))
  } catch {
    // Nothing is kept over a reload then; the questions still work.
  }
}

export function forgetAnswers(userId: string) {
  try {
    localStorage.removeItem(key(userId))
  } catch {
    // There was nothing to forget.
  }
}

/** The profile was changed elsewhere: what is kept here of it follows. */
export function adoptProfile(userId: string, profile: Profile) {
  keepAnswers(userId, { ...loadAnswers(userId, profile), ...fromProfile(profile) })
}

/** Only for answers that were checked. What the profile holds besides stays as it is. */
export function toProfileInput(answers: Answers, profile: Profile | null): ProfileInput {
  const { [MARK]: _, ...signals } = signalsOf(profile)
  return {
    ...(profile ? { demographics: profile.demographics, personality: profile.personality } : {}),
    primary_platform: answers.platform as Platform,
    follower_count: parseCount(answers.followers),
    engagement_rate: percentHundredths(answers.engagement) / 100,
    niche: answers.niche.trim(),
    signals: answers.typical ? { ...signals, [MARK]: true } : signals,
  }
}

export function differs(answers: Answers, profile: Profile | null): boolean {
  if (!profile || !isPlatform(answers.platform)) return true
  const now = toProfileInput(answers, profile)
  const fields = ['primary_platform', 'follower_count', 'engagement_rate', 'niche'] as const
  return fields.some((field) => now[field] !== profile[field]) || answers.typical !== isTypical(profile)
}

/** Leaves out what there is none of yet. */
export const toProjectInput = ({ name, date }: Answers): ProjectInput => ({
  playbook: PLAYBOOK,
  business_name: name.trim(),
  ...(date ? { target_date: date } : {}),
})
