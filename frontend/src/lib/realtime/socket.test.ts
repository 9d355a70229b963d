import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { reconnectDelay } from './backoff'
import { delta, snapshot, TOPIC } from './fixtures'
import type { ServerFrame } from './frames'
import { RealtimeSocket } from './socket'

/** The server's end of a socket, played by hand. */
class Wire extends EventTarget {
  static readonly all: Wire[] = []
  readyState: number = WebSocket.CONNECTING
  readonly sent: { type: string; topic?: string }[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null

  constructor() {
    super()
    Wire.all.push(this)
  }
  send(data: string) {
    this.sent.push(JSON.parse(data))
  }
  close() {
    this.readyState = WebSocket.CLOSED
  }
  opens() {
    this.readyState = WebSocket.OPEN
    this.onopen?.()
  }
  says(data: unknown) {
    this.onmessage?.({ data: typeof data === 'string' ? data : JSON.stringify(data) })
  }
  cuts(code = 1006) {
    this.readyState = WebSocket.CLOSED
    this.onclose?.({ code })
  }
}

const latest = () => Wire.all.at(-1) as Wire
const online = vi.fn(() => true)
const onSignedOut = vi.fn()

function open() {
  const world = { open: () => new Wire() as unknown as WebSocket, random: () => 1, isOnline: online }
  return new RealtimeSocket(world, onSignedOut)
}

function joined(socket = open()) {
  const frames: ServerFrame[] = []
  const onCut = vi.fn()
  const leave = socket.join(TOPIC, { onFrame: (frame) => frames.push(frame), onCut })
  return { socket, frames, onCut, leave }
}

beforeEach(() => {
  vi.useFakeTimers()
  Wire.all.length = 0
  online.mockReturnValue(true)
  onSignedOut.mockClear()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the one socket', () => {
  it('subscribes when it opens, and shares itself between topics', () => {
    const { socket } = joined()
    latest().opens()
    socket.join('user:1', { onFrame: () => {} })
    expect(Wire.all).toHaveLength(1)
    expect(latest().sent).toEqual([
      { type: 'subscribe', topic: TOPIC },
      { type: 'subscribe', topic: 'user:1' },
    ])
  })

  it('hands each frame to its own topic and passes over what it cannot read', () => {
    const { socket, frames } = joined()
    const other = vi.fn()
    socket.join('user:1', { onFrame: other })
    latest().opens()
    for (const bad of ['not json', '[]', '{"type":"nobody"}', { type: 'message.delta', topic: TOPIC }])
      latest().says(bad)
    latest().says(delta(0, 'hi'))
    expect(frames).toEqual([delta(0, 'hi')])
    expect(other).not.toHaveBeenCalled()
  })

  it('says whether a frame went out', () => {
    const { socket } = joined()
    expect(socket.send({ type: 'ping' })).toBe(false)
    latest().opens()
    expect(socket.send({ type: 'ping' })).toBe(true)
  })

  it('unsubscribes with the last listener', () => {
    const { socket, leave } = joined()
    const second = joined(socket)
    latest().opens()
    leave()
    expect(latest().sent).not.toContainEqual({ type: 'unsubscribe', topic: TOPIC })
    second.leave()
    expect(latest().sent).toContainEqual({ type: 'unsubscribe', topic: TOPIC })
  })
})

describe('a cut wire', () => {
  it('is mended with a fresh subscription, and says so meanwhile', () => {
    const { socket, frames, onCut } = joined()
    const statuses: string[] = []
    socket.watch(() => statuses.push(socket.getStatus()))
    latest().opens()
    latest().cuts()
    expect(onCut).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(reconnectDelay(0, () => 1))
    latest().opens()
    latest().says(snapshot(null))
    expect(Wire.all).toHaveLength(2)
    expect(latest().sent).toEqual([{ type: 'subscribe', topic: TOPIC }])
    expect(frames).toEqual([snapshot(null)])
    expect(statuses).toEqual(['reconnecting', 'connected'])
  })

  it('waits longer each time, up to a limit', () => {
    const waits = [0, 1, 2, 3, 9, 40].map((attempt) => reconnectDelay(attempt, () => 1))
    expect(waits).toEqual([500, 1000, 2000, 4000, 15_000, 15_000])
    expect(reconnectDelay(5, () => 0)).toBe(0)
  })

  it('is called offline the moment the browser says so, until something is heard all the same', () => {
    const { socket } = joined()
    latest().opens()
    online.mockReturnValue(false)
    socket.checkNow()
    expect(socket.getStatus()).toBe('offline')
    latest().says({ type: 'pong' })
    expect(socket.getStatus()).toBe('connected')
  })

  it('is called offline when the machine is', () => {
    const { socket } = joined()
    latest().opens()
    online.mockReturnValue(false)
    latest().cuts()
    expect(socket.getStatus()).toBe('offline')
  })

  it('is mended at once when the network comes back', () => {
    const { socket } = joined()
    latest().opens()
    for (let cut = 0; cut < 6; cut += 1) {
      latest().cuts()
      socket.checkNow()
    }
    expect(Wire.all).toHaveLength(7)
  })

  it('is noticed by silence: a ping without an answer counts as a cut', () => {
    const { onCut } = joined()
    latest().opens()
    vi.advanceTimersByTime(25_000)
    expect(latest().sent.at(-1)).toEqual({ type: 'ping' })
    vi.advanceTimersByTime(8_000)
    expect(onCut).toHaveBeenCalledOnce()
  })

  it('is not imagined while the server answers', () => {
    const { onCut } = joined()
    latest().opens()
    for (let turn = 0; turn < 10; turn += 1) {
      vi.advanceTimersByTime(25_000)
      latest().says({ type: 'pong' })
    }
    expect(onCut).not.toHaveBeenCalled()
    expect(Wire.all).toHaveLength(1)
  })

  it('is given up when opening takes for ever', () => {
    const { socket } = joined()
    vi.advanceTimersByTime(10_000)
    expect(socket.getStatus()).toBe('reconnecting')
  })
})

describe('signing out', () => {
  it('ends it: 4401 asks for a log-in and never reconnects', () => {
    joined()
    latest().opens()
    latest().cuts(4401)
    vi.advanceTimersByTime(60_000)
    expect(onSignedOut).toHaveBeenCalledOnce()
    expect(Wire.all).toHaveLength(1)
  })

  it('is nothing to one who only listens in the background: it tries once more, then waits to be asked', () => {
    open().join('workspace:w1', { onFrame: vi.fn(), inBackground: true })
    latest().opens()
    latest().cuts(4401)
    vi.advanceTimersByTime(2_000)
    expect(Wire.all).toHaveLength(2)
    latest().opens()
    latest().cuts(4401)
    vi.advanceTimersByTime(60_000)
    expect(Wire.all).toHaveLength(2)
    expect(onSignedOut).not.toHaveBeenCalled()
  })

  it('is over for the page as soon as something on it listens', () => {
    const { socket } = joined()
    socket.join('workspace:w1', { onFrame: vi.fn(), inBackground: true })
    latest().opens()
    latest().cuts(4401)
    expect(onSignedOut).toHaveBeenCalledOnce()
  })
})
