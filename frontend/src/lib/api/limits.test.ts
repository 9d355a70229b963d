import { expect, test } from 'vitest'
import { ApiError, limitIn } from '.'

const body = {
  feature: 'products',
  limit: 5,
  used: 5,
  resets_at: null,
  plan: 'free',
  upgrade: { key: 'pro', name: 'Pro' },
}

test.each(['limit_reached', 'daily_limit_reached', 'not_included', 'budget_exhausted', 'no_free_seat'])(
  'a refusal with code %s is about a limit',
  (code) => {
    const found = limitIn(new ApiError(402, code, 'Free includes 5 products.', {}, body))
    expect(found).toMatchObject({ code, limit: 5, used: 5, upgrade: { key: 'pro', name: 'Pro' } })
  },
)

test('a budget names no plan, and what the body lacks is null', () => {
  expect(limitIn({ code: 'spend_limit_reached', detail: 'Your own cap is reached.' })).toEqual({
    code: 'spend_limit_reached',
    detail: 'Your own cap is reached.',
    limit: null,
    used: null,
    resetsAt: null,
    upgrade: null,
  })
})

test.each([new ApiError(403, 'permission_denied', 'No.'), new Error('limit_reached'), null, undefined, 'x'])(
  'anything else is about no limit: %s',
  (error) => expect(limitIn(error)).toBeNull(),
)

test('an upgrade that is not one is left out', () => {
  const odd = { ...body, upgrade: { key: 'pro' }, limit: '5' }
  expect(limitIn({ code: 'limit_reached', detail: 'Full.', body: odd })).toMatchObject({
    upgrade: null,
    limit: null,
  })
})
