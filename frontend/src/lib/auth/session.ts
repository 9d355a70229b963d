import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { isApiError, type Me, meQuery } from '@/lib/api'

const HINT = 'atelier.signed-in'

/** Lets the log-in skip asking the server who is there for people who have never signed in here. */
export const probablySignedIn = () => readHint() === '1'

function readHint() {
  try {
    return localStorage.getItem(HINT)
  } catch {
    return null
  }
}

export function rememberSignedIn(signedIn: boolean) {
  try {
    if (signedIn) localStorage.setItem(HINT, '1')
    else localStorage.removeItem(HINT)
  } catch {
    // Storage is switched off: the log-in is then shown once more than needed.
  }
}

/** Who is signed in, or null. Failures other than "nobody" are thrown. */
export async function currentUser(queryClient: QueryClient): Promise<Me | null> {
  try {
    const me = await queryClient.ensureQueryData(meQuery)
    rememberSignedIn(true)
    return me
  } catch (error) {
    if (!isApiError(error) || error.status !== 401) throw error
    rememberSignedIn(false)
    return null
  }
}

/** For `beforeLoad` of everything signed-in: leads to the log-in, and back to `href` afterwards. */
export async function requireUser(queryClient: QueryClient, href: string): Promise<Me> {
  const me = await currentUser(queryClient)
  if (!me) throw redirect({ to: '/login', search: { next: href } })
  return me
}
