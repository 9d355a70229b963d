import { type infer as Infer, maxLength, minLength, object, string, trim } from 'zod/mini'
import { address, code, newPassword } from '@/lib/auth/rules'

export const MAX_NAME = 120

export const profileSchema = object({
  name: string().check(trim(), maxLength(MAX_NAME, `Please shorten this to ${MAX_NAME} characters.`)),
  time_zone: string(),
})

const ownPassword = string().check(minLength(1, 'Please write your password.'))

export const addressSchema = object({ email: address })
export const codeSchema = object({ key: code })
export const ownPasswordSchema = object({ password: ownPassword })
export const passwordSchema = object({ current_password: ownPassword, new_password: newPassword })

export type ProfileValues = Infer<typeof profileSchema>
export type AddressValues = Infer<typeof addressSchema>
export type CodeValues = Infer<typeof codeSchema>
export type OwnPasswordValues = Infer<typeof ownPasswordSchema>
export type PasswordValues = Infer<typeof passwordSchema>

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

const firstOf = (userAgent: string, names: [RegExp, string][]) =>
  names.find(([pattern]) => pattern.test(userAgent))?.[1]

/** "Firefox on Linux"; the order matters, as most browsers claim to be several. */
export function browserName(userAgent: string): string {
  const browser = firstOf(userAgent, [
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\/|FxiOS/, 'Firefox'],
    [/Chrome\/|CriOS|Chromium/, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = firstOf(userAgent, [
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X|Macintosh/, 'Mac'],
    [/CrOS/, 'ChromeOS'],
    [/Linux/, 'Linux'],
  ])
  if (!browser) return system ? `A program on ${system}` : 'A program'
  return system ? `${browser} on ${system}` : browser
}
