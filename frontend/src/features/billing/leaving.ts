/** Apart, so that a test can see where a person is sent. */
export const leaving = {
  to(url: string) {
    // Who comes back by the browser's button is shown the page as it stood, still waiting to leave.
    window.addEventListener('pageshow', ({ persisted }) => persisted && window.location.reload(), {
      once: true,
    })
    window.location.assign(url)
  },
}
