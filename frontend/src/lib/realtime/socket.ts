import { reconnectDelay } from './backoff'
import { type ClientFrame, parseFrame, type ServerFrame } from './frames'

export type ConnectionStatus = 'connected' | 'reconnecting' | 'offline'

export interface TopicListener {
  onFrame(frame: ServerFrame): void
  /** The wire was cut; `subscribed` with a snapshot follows once it is mended. */
  onCut?(): void
  /** Listens along on every page: a session that ends is no reason for this one to leave the page. */
  inBackground?: boolean
}

/** What the socket needs of the world, so that tests can be the world. */
export interface SocketWorld {
  open(): WebSocket
  random(): number
  isOnline(): boolean
}

const SIGNED_OUT = 4401
const PING_EVERY_MS = 25_000
const PONG_WITHIN_MS = 8_000
const OPEN_WITHIN_MS = 10_000

/** One WebSocket per tab: topics in, frames out, mended by itself when it is cut. */
export class RealtimeSocket {
  private socket: WebSocket | null = null
  private readonly topics = new Map<string, Set<TopicListener>>()
  private readonly watchers = new Set<() => void>()
  private attempt = 0
  private retry: ReturnType<typeof setTimeout> | undefined
  private heartbeat: ReturnType<typeof setTimeout> | undefined
  private signedOut = false
  /** Times in a row that the server would not have us, while only listeners in the background asked. */
  private refusals = 0
  private broken = false
  /** The browser says there is no network; a frame that comes all the same (from this very machine) says otherwise. */
  private cutOff = false
  private status: ConnectionStatus = 'connected'

  constructor(
    private readonly world: SocketWorld,
    private readonly onSignedOut: () => void,
  ) {}

  /** Every listener of a topic hears all its frames; the first one subscribes it, the last to leave unsubscribes. */
  join(topic: string, listener: TopicListener): () => void {
    const listeners = this.topics.get(topic) ?? new Set()
    this.topics.set(topic, listeners.add(listener))
    if (this.isOpen()) this.send({ type: 'subscribe', topic })
    else this.connect()
    return () => this.leave(topic, listener)
  }

  /** Asks for the topic's snapshot once more. */
  resubscribe(topic: string): void {
    if (this.topics.has(topic)) this.send({ type: 'subscribe', topic })
  }

  /** True when the frame went on the wire; a wire that is already dead can still lose it. */
  send(frame: ClientFrame): boolean {
    if (!this.isOpen()) return false
    this.socket?.send(JSON.stringify(frame))
    return true
  }

  getStatus = (): ConnectionStatus => this.status

  isOpen = (): boolean => this.socket?.readyState === WebSocket.OPEN

  watch = (listener: () => void): (() => void) => {
    this.watchers.add(listener)
    return () => this.watchers.delete(listener)
  }

  /** The network changed or the tab woke up: look at once instead of waiting for the next turn. */
  checkNow = (): void => {
    this.cutOff = !this.world.isOnline()
    this.refreshStatus()
    if (this.isOpen()) this.ping()
    else if (this.topics.size > 0) this.connect()
  }

  private leave(topic: string, listener: TopicListener) {
    const listeners = this.topics.get(topic)
    if (!listeners?.delete(listener) || listeners.size > 0) return
    this.topics.delete(topic)
    this.send({ type: 'unsubscribe', topic })
  }

  private connect() {
    if (this.socket || this.signedOut) return
    clearTimeout(this.retry)
    const socket = this.world.open()
    this.socket = socket
    this.expectWithin(OPEN_WITHIN_MS)
    socket.onopen = () => this.onOpen()
    socket.onmessage = (event) => this.onMessage(event.data)
    socket.onclose = (event) => this.onClose(socket, event.code)
  }

  private onOpen() {
    this.broken = this.cutOff = false
    this.refreshStatus()
    for (const topic of this.topics.keys()) this.send({ type: 'subscribe', topic })
    this.pingLater()
  }

  private onMessage(data: unknown) {
    this.pingLater()
    if (this.cutOff) {
      this.cutOff = false
      this.refreshStatus()
    }
    const frame = parseFrame(data)
    if (frame === null) return
    this.attempt = this.refusals = 0
    if (frame.type === 'pong') return
    const listeners = frame.topic === undefined ? [...this.topics.values()] : [this.topics.get(frame.topic)]
    for (const group of listeners) for (const listener of group ?? []) listener.onFrame(frame)
  }

  private onClose(socket: WebSocket, code: number) {
    if (socket !== this.socket) return
    this.drop()
    // Nobody listens: a new password, say, has ended the session it was opened with. The next to join opens anew.
    if (this.topics.size === 0) return
    if (code === SIGNED_OUT && this.isAwaited()) {
      this.signedOut = true
      this.onSignedOut()
      return
    }
    // A new password ends the session's old socket, and a new one is welcome; one that is refused again is not.
    if (code === SIGNED_OUT && ++this.refusals > 1) return
    this.retry = setTimeout(() => this.connect(), reconnectDelay(this.attempt, this.world.random))
    this.attempt += 1
    this.broken = true
    this.refreshStatus()
  }

  private isAwaited = () =>
    [...this.topics.values()].some((group) => [...group].some(({ inBackground }) => !inBackground))

  /** Lets go of the socket and tells every topic; frames still under way on it are no longer heard. */
  private drop() {
    clearTimeout(this.heartbeat)
    if (this.socket) this.socket.onopen = this.socket.onmessage = this.socket.onclose = null
    this.socket = null
    for (const group of this.topics.values()) for (const listener of group) listener.onCut?.()
  }

  private pingLater() {
    clearTimeout(this.heartbeat)
    this.heartbeat = setTimeout(() => this.ping(), PING_EVERY_MS)
  }

  private ping() {
    this.send({ type: 'ping' })
    this.expectWithin(PONG_WITHIN_MS)
  }

  /** A socket that stays silent past this is taken for dead: a cut cable closes nothing by itself. */
  private expectWithin(patience: number) {
    clearTimeout(this.heartbeat)
    const { socket } = this
    this.heartbeat = setTimeout(() => {
      if (!socket || socket !== this.socket) return
      socket.close()
      this.onClose(socket, 1006)
    }, patience)
  }

  private refreshStatus() {
    const trouble = this.world.isOnline() ? 'reconnecting' : 'offline'
    const next = this.broken || this.cutOff ? trouble : 'connected'
    if (next === this.status) return
    this.status = next
    for (const watcher of [...this.watchers]) watcher()
  }
}
