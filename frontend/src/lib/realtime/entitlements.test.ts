import { expect, test } from 'vitest'
import { staleAfter } from './entitlements'
import { TOPIC } from './fixtures'
import { parseFrame } from './frames'
import { EMPTY, reduce } from './reducer'

const topic = 'workspace:w1'
const changed = { type: 'entitlements.changed', topic } as const
const subscribed = { type: 'subscribed', topic, snapshot: { streaming: null } } as const

test('a changed plan makes billing, usage and the launch stale', () => {
  expect(staleAfter(changed, false)).toEqual([['billing'], ['plans'], ['usage'], ['projects', 'active']])
})

test('after a cut everything is read anew, since frames may have been missed', () => {
  expect(staleAfter(subscribed, false)).toEqual([])
  expect(staleAfter(subscribed, true)).toHaveLength(4)
})

test('the frame is understood as the wire has it, and changes nothing of a conversation but its clock', () => {
  const frame = parseFrame(JSON.stringify(changed))
  expect(frame).toEqual(changed)
  const before = { ...EMPTY, loaded: true }
  const after = reduce(before, { type: 'frame', frame: { ...changed, topic: TOPIC } })
  expect({ ...after, clock: 0 }).toEqual({ ...before, clock: 0 })
})
