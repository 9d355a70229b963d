/** Apart, so that a test can see where a person is sent. */
export const leaving = {
  to: (url: string) => window.location.assign(url),
}
