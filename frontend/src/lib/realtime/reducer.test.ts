import { describe, expect, it } from 'vitest'
import { answer, completed, created, delta, play, question, snapshot, TOPIC } from './fixtures'
import { EMPTY, reduce } from './reducer'

const begun = [created(question()), created(answer())]
const outgoing = { clientId: 'c1', text: 'Discord works.', createdAt: '', state: 'sending' } as const

describe('an answer being written', () => {
  it('joins deltas in order', () => {
    const state = play([...begun, delta(0, 'Good. '), delta(6, 'Next.')])
    expect(state.live).toMatchObject({ id: 'a1', text: 'Good. Next.', length: 11 })
  })

  it('counts in code points, so that text after an emoji still fits', () => {
    const state = play([...begun, delta(0, '🎉 Yes'), delta(5, '!')])
    expect(state.live?.text).toBe('🎉 Yes!')
    expect(state.resubscribes).toBe(0)
  })

  it('drops a delta it has and cuts one it half has', () => {
    const state = play([...begun, delta(0, 'a😀b'), delta(0, 'a😀'), delta(1, '😀bc')])
    expect(state.live?.text).toBe('a😀bc')
  })

  it('ends with the full text of the completed frame', () => {
    const state = play([
      ...begun,
      delta(0, 'Half'),
      completed(answer({ status: 'complete', text: 'Half and half' })),
    ])
    expect(state.live).toBeNull()
    expect(state.messages.at(-1)).toMatchObject({ status: 'complete', text: 'Half and half' })
  })

  it('keeps the text of a stopped answer', () => {
    const state = play([...begun, delta(0, 'Half'), completed(answer({ status: 'stopped', text: 'Half' }))])
    expect(state.messages.at(-1)).toMatchObject({ status: 'stopped', text: 'Half' })
  })

  it.each(['failed', 'interrupted'] as const)('marks a %s answer and says why', (status) => {
    const error = { code: 'overloaded', detail: 'The partner is busy.', retryable: true }
    const message = answer({ status, text: 'Ha' })
    const state = play([
      ...begun,
      delta(0, 'Ha'),
      { type: 'message.failed', topic: TOPIC, message, ...error },
    ])
    expect(state.live).toBeNull()
    expect(state.messages.at(-1)).toMatchObject({ status, text: 'Ha', error })
  })

  it('passes over deltas and duplicates that come after the end', () => {
    const ended = play([...begun, completed(answer({ status: 'complete', text: 'Done.' }))])
    const later = play([delta(0, 'Do'), delta(99, 'x'), created(answer())], ended)
    expect(later.live).toBeNull()
    expect(later.messages).toEqual(ended.messages)
    expect(later.resubscribes).toBe(0)
  })

  it('starts a retried answer over in its place', () => {
    const failed = play([...begun, delta(0, 'Ha'), completed(answer({ status: 'stopped', text: 'Ha' }))])
    const again = play([created(answer()), delta(0, 'Hello')], failed)
    expect(again.live?.text).toBe('Hello')
    expect(again.messages.map(({ id }) => id)).toEqual(['u1', 'a1'])
  })

  it('is not emptied by a repeated created frame', () => {
    const state = play([...begun, delta(0, 'Text'), created(answer()), delta(4, '!')])
    expect(state.live?.text).toBe('Text!')
  })
})

describe('a gap', () => {
  const gapped = play([...begun, delta(0, 'one '), delta(8, 'three')])

  it('asks once for a snapshot, however many deltas follow', () => {
    expect(gapped.live?.text).toBe('one ')
    expect(play([delta(13, ' four')], gapped).resubscribes).toBe(1)
  })

  it('is closed by the snapshot, and held deltas go on from it', () => {
    const state = play([delta(13, ' four'), snapshot(answer({ text: 'one two ' }))], gapped)
    expect(state.live?.text).toBe('one two three four')
    expect(state.held).toEqual([])
  })

  it('asks again when the snapshot does not reach far enough, and never shows less', () => {
    const state = play([snapshot(answer({ text: 'on' }))], gapped)
    expect(state.live?.text).toBe('one ')
    expect(state.resubscribes).toBe(2)
  })

  it('asks for a snapshot when text arrives for an answer it never heard of', () => {
    const state = play([delta(0, 'Hi', 'a9')])
    expect(state.resubscribes).toBe(1)
    expect(play([snapshot(answer({ id: 'a9', text: '' }))], state).live?.text).toBe('Hi')
  })
})

describe('after a cut', () => {
  const cut = reduce(play([...begun, delta(0, 'one two')]), { type: 'disconnected' })

  it('takes the snapshot whatever it says, for a retry may have started over', () => {
    expect(play([snapshot(answer({ text: 'one' }))], cut).live?.text).toBe('one')
    expect(play([snapshot(answer({ text: 'one two three' }))], cut).live?.text).toBe('one two three')
  })

  it('keeps the text on the page and asks REST when the end was missed', () => {
    const state = play([snapshot(null)], cut)
    expect(state.live).toBeNull()
    expect(state.messages.at(-1)?.text).toBe('one two')
    expect(state.refetches).toBe(1)
  })

  it('asks REST for a question it missed', () => {
    const loaded = reduce(EMPTY, { type: 'loaded', messages: [question()], hasOlder: false, since: 0 })
    const state = play([snapshot(answer({ id: 'a2', position: 5, reply_to: 'u2' }))], loaded)
    expect(state.refetches).toBe(1)
  })
})

describe('sending', () => {
  const queued = reduce(EMPTY, { type: 'queued', outgoing })

  it('gives way to the row with its client id', () => {
    expect(play([created(question())], queued).outgoing).toBeNull()
    expect(play([created(question({ client_id: 'other' }))], queued).outgoing).toEqual(outgoing)
  })

  it('hands a refused text back with the reason', () => {
    const error = {
      type: 'error',
      code: 'daily_limit_reached',
      detail: 'That was the last one today.',
      ref: 'c1',
      resets_at: '2026-11-21T00:00:00Z',
    } as const
    const state = play([error], queued)
    expect(state.outgoing).toBeNull()
    expect(state.refusal).toMatchObject({ text: outgoing.text, code: error.code, resetsAt: error.resets_at })
  })

  it('is not touched by an error about something else', () => {
    const state = play([{ type: 'error', code: 'not_found', detail: '', ref: TOPIC }], queued)
    expect(state.outgoing).toEqual(outgoing)
  })

  it('takes a late REST reply without undoing what the socket said since', () => {
    const ended = play([...begun, completed(answer({ status: 'failed', text: 'Ha' }))], queued)
    const state = reduce(ended, { type: 'acknowledged', messages: [question(), answer()], since: 0 })
    expect(state.messages.at(-1)?.status).toBe('failed')
    expect(state.live).toBeNull()
  })
})

describe('superseding', () => {
  it('takes the rows away for good', () => {
    const state = play([...begun, { type: 'messages.superseded', topic: TOPIC, message_ids: ['u1', 'a1'] }])
    expect(state.messages).toEqual([])
    expect(play([delta(0, 'x'), created(answer())], state).messages).toEqual([])
    const page = { type: 'loaded', messages: [question()], hasOlder: false, since: 99 } as const
    expect(reduce(state, page).messages).toEqual([])
  })
})

describe('frames this client does not know', () => {
  it('change nothing', () => {
    const state = play(begun)
    expect(play([{ type: 'entitlements.changed', topic: TOPIC }], state)).toEqual({ ...state, clock: 3 })
  })
})
