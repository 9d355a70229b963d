import { describe, expect, it } from 'vitest'
import type { Message } from '@/lib/api/types'
import { answer, completed, created, delta, play, question, TOPIC } from './fixtures'
import { type Conversation, EMPTY, reduce } from './reducer'

const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    question({ id: `m${from + index}`, position: from + index, client_id: null }),
  )

const load = (state: Conversation, messages: Message[], hasOlder = false, since = state.clock) =>
  reduce(state, { type: 'loaded', messages, hasOlder, since })

const ids = (state: Conversation) => state.messages.map(({ id }) => id)

describe('the newest page', () => {
  it('takes up an answer that is being written', () => {
    const state = load(EMPTY, [question(), answer({ text: 'So far' })])
    expect(state.live).toMatchObject({ id: 'a1', text: 'So far', length: 6 })
  })

  it('does not undo what the socket said after the request went out', () => {
    const ended = play([
      created(question()),
      created(answer()),
      completed(answer({ status: 'complete', text: 'All' })),
    ])
    const state = load(ended, [question(), answer({ text: 'A' })], false, 0)
    expect(state.messages.at(-1)).toMatchObject({ status: 'complete', text: 'All' })
    expect(state.live).toBeNull()
  })

  it('ends an answer whose end the socket missed', () => {
    const writing = play([created(question()), created(answer()), delta(0, 'A')])
    const state = load(writing, [question(), answer({ status: 'complete', text: 'All' })])
    expect(state.live).toBeNull()
    expect(state.messages.at(-1)?.text).toBe('All')
  })

  it('never shortens text that is running ahead of it', () => {
    const writing = play([created(question()), created(answer()), delta(0, 'Ahead')])
    expect(load(writing, [question(), answer({ text: 'Ah' })]).live?.text).toBe('Ahead')
  })

  it('drops rows that were superseded behind our back, and keeps older pages that join on', () => {
    const known = load(EMPTY, rows(1, 10))
    const state = load(known, [...rows(6, 8)], true)
    expect(ids(state)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'])
    expect(state.hasOlder).toBe(false)
  })

  it('starts afresh when more was missed than one page holds', () => {
    const state = load(load(EMPTY, rows(1, 10)), rows(60, 70), true)
    expect(ids(state)[0]).toBe('m60')
    expect(state.hasOlder).toBe(true)
  })

  it('keeps a row that arrived while the page was on its way', () => {
    const heard = play([created(question({ id: 'new', position: 9 }))], load(EMPTY, rows(1, 3)))
    expect(ids(load(heard, rows(1, 3), false, 0))).toEqual(['m1', 'm2', 'm3', 'new'])
  })

  it('settles a message on its way that had already arrived', () => {
    const outgoing = { clientId: 'c1', text: '', createdAt: '', state: 'sending' } as const
    const queued = reduce(EMPTY, { type: 'queued', outgoing })
    expect(load(queued, [question()]).outgoing).toBeNull()
  })
})

describe('older pages', () => {
  it('go before what is there, once', () => {
    const state = load(EMPTY, rows(51, 60), true)
    const page = { type: 'older', messages: rows(41, 51), hasOlder: true } as const
    const more = reduce(reduce(state, page), page)
    expect(ids(more)).toEqual(rows(41, 60).map(({ id }) => id))
    expect(more.hasOlder).toBe(true)
  })
})

// Any mixture of repeats, losses, cuts and snapshots must end in exactly the text the server wrote.
describe('a rough wire', () => {
  /** mulberry32: the same seed, the same wire. */
  const random = (seed: number) => {
    let state = seed
    return () => {
      state += 0x6d2b79f5
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
    }
  }

  function rehearse(seed: number) {
    const next = random(seed)
    const letters = ['a', 'é', '😀', '👩‍🚀', ' ', '\n', '漢', '**']
    const points = [
      ...Array.from({ length: 200 }, () => letters[Math.floor(next() * letters.length)]).join(''),
    ]
    const whole = points.join('')
    let state = play([created(question()), created(answer())])
    let asked = 0
    let sent = 0
    while (sent < points.length) {
      const size = 1 + Math.floor(next() * 9)
      const from = next() < 0.2 ? Math.max(0, sent - Math.floor(next() * 12)) : sent
      const frame = delta(from, points.slice(from, sent + size).join(''))
      sent = Math.min(points.length, sent + size)
      if (next() < 0.85) state = play(next() < 0.1 ? [frame, frame] : [frame], state)
      if (next() < 0.04) state = reduce(state, { type: 'disconnected' })
      const cut = state.live?.stale ?? false
      if (cut || (state.resubscribes > asked && next() < 0.5)) {
        asked = state.resubscribes
        const flushed = Math.max(0, sent - Math.floor(next() * 20))
        const text = points.slice(0, flushed).join('')
        state = play([{ type: 'subscribed', topic: TOPIC, snapshot: { streaming: answer({ text }) } }], state)
      }
      expect(whole.startsWith(state.live?.text ?? '')).toBe(true)
    }
    const last = play(
      [{ type: 'subscribed', topic: TOPIC, snapshot: { streaming: answer({ text: whole }) } }],
      state,
    )
    expect(last.live?.text).toBe(whole)
    expect(last.live?.length).toBe(points.length)
  }

  it.each(Array.from({ length: 60 }, (_, seed) => seed))('loses and doubles nothing (seed %i)', rehearse)
})
