import type { Platform } from '@/lib/api'

interface PlatformWords {
  label: string
  /** What people who follow one there are called. */
  people: string
}

const WORDS: Record<Platform, PlatformWords> = {
  youtube: { label: 'YouTube', people: 'subscribers' },
  instagram: { label: 'Instagram', people: 'followers' },
  tiktok: { label: 'TikTok', people: 'followers' },
  twitter: { label: 'X (Twitter)', people: 'followers' },
  twitch: { label: 'Twitch', people: 'followers' },
  podcast: { label: 'Podcast', people: 'listeners' },
  newsletter: { label: 'Newsletter', people: 'subscribers' },
  blog: { label: 'Blog', people: 'monthly readers' },
  linkedin: { label: 'LinkedIn', people: 'followers' },
  facebook: { label: 'Facebook', people: 'followers' },
  pinterest: { label: 'Pinterest', people: 'followers' },
  other: { label: 'Elsewhere', people: 'followers' },
}

export const platformLabel = (platform: Platform) => WORDS[platform].label

/** "subscribers" on YouTube, "listeners" of a podcast; "followers" while nothing is chosen. */
export const peopleOf = (platform: string) =>
  platform in WORDS ? WORDS[platform as Platform].people : WORDS.other.people
