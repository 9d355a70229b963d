import { describe, expect, it, vi } from 'vitest'
import { answer, created, delta, question } from './fixtures'
import { createConversationStore } from './store'

function stored() {
  let publish = () => {}
  const request = vi.fn()
  const store = createConversationStore((run) => {
    publish = run
    return { request, cancel: vi.fn() }
  })
  const listener = vi.fn()
  store.subscribe(listener)
  const say = (...frames: ReturnType<typeof delta>[]) => {
    for (const frame of frames) store.dispatch({ type: 'frame', frame })
  }
  return { store, listener, request, say, frame: () => publish() }
}

describe('the conversation outside React', () => {
  it('joins deltas and publishes them together', () => {
    const { store, listener, request, say, frame } = stored()
    say(created(question()), created(answer()))
    const heard = listener.mock.calls.length
    say(delta(0, 'a'), delta(1, 'b'), delta(2, 'c'))
    expect(listener).toHaveBeenCalledTimes(heard)
    expect(request).toHaveBeenCalledTimes(3)
    expect(store.get().live?.text).toBe('')
    expect(store.now().live?.text).toBe('abc')
    frame()
    expect(listener).toHaveBeenCalledTimes(heard + 1)
    expect(store.get().live?.text).toBe('abc')
  })

  it('leaves the list of rows alone while text grows, so that only the live row renders', () => {
    const { store, say, frame } = stored()
    say(created(question()), created(answer()))
    const rows = store.get().messages
    say(delta(0, 'a'))
    frame()
    expect(store.get().messages).toBe(rows)
  })

  it('publishes rows at once', () => {
    const { listener, say } = stored()
    say(created(question()))
    expect(listener).toHaveBeenCalledOnce()
  })
})
