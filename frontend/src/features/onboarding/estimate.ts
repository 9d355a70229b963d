import { parseCount, percentHundredths } from '@/lib/format'

export const MAX_FOLLOWERS = 1_000_000_000
const WHOLE_HUNDREDTHS = 10_000

/** Of the people who really listen, so many in a hundred join a paid community in its first month. */
export const JOIN_PERCENT = { low: 1, high: 3 }

export interface Estimate {
  followers: number
  /** In percent. */
  rate: number
  /** People who really listen. */
  engaged: number
  /** First-month members. */
  low: number
  high: number
}

/**
 * What the two figures imply, or null while one of them is missing or wrong. To the last person as the server works it
 * out (backend/projects/recommendations.py): whole people, halves up, each line from the rounded one before.
 */
export function estimate(followersTyped: string, rateTyped: string): Estimate | null {
  const followers = parseCount(followersTyped)
  const hundredths = percentHundredths(rateTyped)
  if (!(followers <= MAX_FOLLOWERS) || !(hundredths <= WHOLE_HUNDREDTHS)) return null
  const engaged = dividedHalfUp(followers * hundredths, WHOLE_HUNDREDTHS)
  return {
    followers,
    rate: hundredths / 100,
    engaged,
    low: dividedHalfUp(engaged * JOIN_PERCENT.low, 100),
    high: dividedHalfUp(engaged * JOIN_PERCENT.high, 100),
  }
}

/** In whole numbers throughout, for floats would round some halves down. */
const dividedHalfUp = (number: number, by: number) => Math.floor((2 * number + by) / (2 * by))
