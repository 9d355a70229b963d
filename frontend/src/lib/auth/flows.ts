import type { AuthState, FlowId } from './client'

const ROUTES = {
  login: '/login',
  signup: '/register',
  verify_email: '/verify-email',
  password_reset_by_code: '/reset-password',
} as const satisfies Partial<Record<FlowId, string>>

type FlowRoute = (typeof ROUTES)[keyof typeof ROUTES]

const hasRoute = (flow: FlowId): flow is keyof typeof ROUTES => flow in ROUTES

/** Where a person goes for the step that is pending; null when there is none, or none this app knows. */
export const routeForFlow = ({ pending }: AuthState): FlowRoute | null =>
  pending && hasRoute(pending) ? ROUTES[pending] : null

/** Only paths of this site: "//evil.example" and "/\evil.example" lead away. */
export function safeNext(next: unknown): string | undefined {
  const local = typeof next === 'string' && /^\/(?![/\\])/.test(next)
  return local ? next : undefined
}

/** Django renders these itself, so the router must let go of the page. */
export const isServerPage = (path: string) => /^\/(admin|api|sandbox)(\/|$)/.test(path)

export interface NextSearch {
  /** Where to go once signed in. */
  next?: string | undefined
}

export function readNext(search: Record<string, unknown>): NextSearch {
  const next = safeNext(search.next) ?? toBuying(search)
  return next ? { next } : {}
}

/** The pricing page names the plan that was chosen: where it is paid is where to go once signed in. */
function toBuying({ plan, interval }: Record<string, unknown>): string | undefined {
  const named = typeof plan === 'string' && /^[\w-]{1,40}$/.test(plan)
  if (!named) return undefined
  return `/settings/billing?plan=${plan}&interval=${interval === 'year' ? 'year' : 'month'}`
}
