import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { visit, visitIfPublic } from './index'

const sendBeacon = vi.fn<(address: string, body: string) => boolean>(() => true)

beforeEach(() => {
  vi.stubGlobal('navigator', { sendBeacon, doNotTrack: null })
  window.history.replaceState(null, '', '/login?utm_source=letter')
})

afterEach(() => {
  vi.unstubAllGlobals()
  sendBeacon.mockClear()
})

test('a visit says the page, its query and where it was come from', () => {
  visit()
  const [address, body] = sendBeacon.mock.calls[0] ?? []
  expect(address).toBe('/api/v1/analytics/visits')
  expect(JSON.parse(body ?? '')).toEqual({ p: '/login', q: '?utm_source=letter', r: '' })
})

test.each([{ doNotTrack: '1' }, { globalPrivacyControl: true }])('nobody is counted against %o', (wish) => {
  vi.stubGlobal('navigator', { sendBeacon, ...wish })
  visit()
  expect(sendBeacon).not.toHaveBeenCalled()
})

test('a browser without beacons is left alone', () => {
  vi.stubGlobal('navigator', {})
  expect(visit).not.toThrow()
})

test.each([
  ['/login', 1],
  ['/register/', 1],
  ['/dashboard', 0],
  ['/projects/01890000', 0],
])('%s is a visit: %i', (path, times) => {
  visitIfPublic(path)
  expect(sendBeacon).toHaveBeenCalledTimes(times)
})
