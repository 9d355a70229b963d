import { expect, test, vi } from 'vitest'
import { ApiError } from './errors'
import { showServerErrors } from './forms'

interface Values {
  email: string
  name: string
}

function shown(error: unknown) {
  const setError = vi.fn()
  showServerErrors<Values>(error, { setError }, ['email', 'name'])
  return setError.mock.calls.map(([field, { message }, options]) => [field, message, options?.shouldFocus])
}

test('sentences go beside their fields, and the first of them takes the focus', () => {
  const error = new ApiError(400, 'invalid', 'Please look again.', {
    name: ['Too long.', 'Too odd.'],
    email: ['Taken.'],
  })
  expect(shown(error)).toEqual([
    ['email', 'Taken.', true],
    ['name', 'Too long. Too odd.', false],
  ])
})

test('what concerns no field of the form is said above it', () => {
  expect(shown(new ApiError(400, 'invalid', 'No.', { tier: ['Unknown tier.'] }))).toEqual([
    ['root.server', 'Unknown tier.', undefined],
  ])
  expect(shown(new ApiError(409, 'conflict', 'Someone was quicker.'))).toEqual([
    ['root.server', 'Someone was quicker.', undefined],
  ])
})

test('a programming mistake is not shown in its own words', () => {
  const [[, message] = []] = shown(new TypeError('x is undefined'))
  expect(message).toMatch(/went wrong on our side/)
})
