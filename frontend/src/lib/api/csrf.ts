const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Django rotates the token at log-in, so it is read from the cookie at every request. */
export function csrfToken(): string | null {
  const found = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)
  return found?.[1] ? decodeURIComponent(found[1]) : null
}

export const needsCsrf = (method: string) => !SAFE.has(method.toUpperCase())
