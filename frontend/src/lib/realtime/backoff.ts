const FIRST_MS = 500
const LONGEST_MS = 15_000

/** Full jitter: anything from nothing to the doubled ceiling, so that a restart is not met by everyone at once. */
export function reconnectDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10))
  return Math.round(random() * ceiling)
}
