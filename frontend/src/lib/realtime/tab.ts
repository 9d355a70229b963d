import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import type { ServerFrame } from './frames'
import { type ConnectionStatus, RealtimeSocket } from './socket'

function socketUrl(): string {
  const { protocol, host } = window.location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws/`
}

/** Full page load on purpose: everything cached belongs to a session that is over. */
function goToLogin(): void {
  const { pathname, search } = window.location
  window.location.assign(`/login?next=${encodeURIComponent(pathname + search)}`)
}

let shared: RealtimeSocket | null = null

/** The tab's one socket. */
export function tabSocket(): RealtimeSocket {
  shared ??= openTabSocket()
  return shared
}

function openTabSocket(): RealtimeSocket {
  const world = {
    open: () => new WebSocket(socketUrl()),
    random: Math.random,
    isOnline: () => navigator.onLine,
  }
  const socket = new RealtimeSocket(world, goToLogin)
  window.addEventListener('online', socket.checkNow)
  window.addEventListener('offline', socket.checkNow)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) socket.checkNow()
  })
  return socket
}

export function useConnectionStatus(): ConnectionStatus {
  const socket = tabSocket()
  return useSyncExternalStore(socket.watch, socket.getStatus)
}

/** Hears a topic for as long as the component is on the page. */
export function useTopic(
  topic: string,
  listener: { onFrame(frame: ServerFrame): void; onCut(): void; inBackground?: boolean },
): void {
  const onFrame = useEffectEvent((frame: ServerFrame) => listener.onFrame(frame))
  const onCut = useEffectEvent(() => listener.onCut())
  const { inBackground = false } = listener
  useEffect(
    () => tabSocket().join(topic, { onFrame: (frame) => onFrame(frame), onCut: () => onCut(), inBackground }),
    [topic, inBackground],
  )
}
