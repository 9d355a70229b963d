import { activeProjectQuery } from '@/lib/api/queries'
import type { ServerFrame } from './frames'

/** What is sold, the same for everyone. */
export const CATALOGUE_TOPIC = 'catalogue:plans'

/** Everything that depends on a plan: prices, what billing reads, what was used, the launch with its messages left. */
const ENTITLED: readonly (readonly string[])[] = [
  ['billing'],
  ['plans'],
  ['usage'],
  activeProjectQuery.queryKey,
]

/** What to read anew after a frame of a topic that tells of plans. `wasCut`: frames may have been missed. */
export function staleAfter(frame: ServerFrame, wasCut: boolean): readonly (readonly string[])[] {
  const tells = frame.type === 'entitlements.changed' || (frame.type === 'subscribed' && wasCut)
  return tells ? ENTITLED : []
}
