/** Says that a public page was looked at: without a cookie, and not for anyone who asks not to be counted. */
export function visit() {
  const asksNot =
    (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl || navigator.doNotTrack === '1'
  if (asksNot) return
  const { pathname: p, search: q } = location
  // Only what the server reads: it refuses longer ones.
  const said = { p: p.slice(0, 300), q: q.slice(0, 600), r: document.referrer.slice(0, 600) }
  navigator.sendBeacon?.('/api/v1/analytics/visits', JSON.stringify(said))
}

/** Pages of the app that anyone may open; what the signed-in do is no visit. */
const PUBLIC = /^\/(login|register|verify-email|forgot-password|reset-password)\/?$/

export function visitIfPublic(path: string) {
  if (PUBLIC.test(path)) visit()
}
