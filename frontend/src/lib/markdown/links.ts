const FOLLOWED = new Set(['http:', 'https:', 'mailto:'])

/** The address when it is one a reader may be sent to; null for scripts, data, relative and disguised ones. */
export function safeHref(href: string | undefined): string | null {
  if (!href || !URL.canParse(href)) return null
  const url = new URL(href)
  const disguised = url.username !== '' || url.password !== ''
  return FOLLOWED.has(url.protocol) && !disguised ? url.href : null
}
