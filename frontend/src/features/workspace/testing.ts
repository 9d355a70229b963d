import { screen, waitFor } from '@testing-library/react'
import { HttpResponse, http, ws } from 'msw'
import { beforeEach, expect, vi } from 'vitest'
import type { ActiveProject } from '@/lib/api'
import type { ClientFrame, ServerFrame } from '@/lib/realtime/frames'
import { ada, adasProfile, makeProject } from '@/test/factories'
import { answer, authUrl, signedIn } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'

/** The launch as tests meet it: the real page, and a server at the other end that does as it is told. */

export const PROJECT = makeProject()
export const TOPIC = `project:${PROJECT.id}`
const socket = ws.link('ws://localhost:8000/ws/')

/** What the page has said on its socket since it was opened. */
export let heard: ClientFrame[] = []
export let say: (frame: ServerFrame) => void = () => {}
/** The tab keeps its one socket from test to test; what it meets at the other end changes. */
let onFrame: (frame: ClientFrame) => void = () => {}

const other = socket.addEventListener('connection', ({ client }) => {
  say = (frame) => client.send(JSON.stringify(frame))
  client.addEventListener('message', ({ data }) => {
    const frame: ClientFrame = JSON.parse(String(data))
    heard.push(frame)
    if (frame.type === 'subscribe') say({ type: 'subscribed', topic: TOPIC, snapshot: { streaming: null } })
    onFrame(frame)
  })
})

/** The server's side of the launch: REST answers with `project`, the socket subscribes and then does as told. */
export function serve(project: ActiveProject, answering: (frame: ClientFrame) => void = () => {}) {
  heard = []
  onFrame = answering
  server.use(
    http.get(authUrl('/auth/session'), signedIn),
    answer('/api/v1/users/me', { ...ada }),
    answer('/api/v1/projects/profile', { ...adasProfile }),
    http.get('*/api/v1/projects/active', () => HttpResponse.json(project)),
    other,
  )
}

export async function open(project: ActiveProject, answering?: (frame: ClientFrame) => void) {
  serve(project, answering)
  const app = renderApp(`/projects/${project.id}`)
  const composer = await screen.findByRole('textbox', { name: 'Message to Atelier' })
  await waitFor(() => expect(heard).toContainEqual({ type: 'subscribe', topic: TOPIC }))
  return { ...app, composer }
}

// jsdom lays nothing out; the list of letters shows those that would be in sight.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(2_000)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(700)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(80)
  Element.prototype.scrollTo = () => {}
})

export const sends = () => heard.filter((frame) => frame.type === 'message.send')
