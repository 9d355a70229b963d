import { type infer as Infer, maxLength, object, string, trim } from 'zod/mini'

export const accountSchema = object({
  name: string().check(trim(), maxLength(150, 'Please shorten this to 150 characters.')),
  time_zone: string(),
})

export type AccountValues = Infer<typeof accountSchema>

export interface ZoneGroup {
  region: string
  zones: { id: string; label: string }[]
}

const cityOf = (zone: string) => (zone.split('/').slice(1).join(', ') || zone).replaceAll('_', ' ')

/** Every zone the browser knows, by region; `current` is among them whatever the browser calls it. */
export function zoneGroups(current: string): ZoneGroup[] {
  const all = new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])
  const groups = new Map<string, ZoneGroup>()
  for (const id of [...all].sort()) {
    const region = id.includes('/') ? (id.split('/')[0] ?? id) : 'Universal'
    const group = groups.get(region) ?? { region, zones: [] }
    group.zones.push({ id, label: cityOf(id) })
    groups.set(region, group)
  }
  return [...groups.values()]
}

/** "14:02 on Friday", so that one can see the zone is the right one. */
export function clockIn(zone: string, now = new Date()): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(now)
  return `${format({ hour: '2-digit', minute: '2-digit' })} on ${format({ weekday: 'long' })}`
}
