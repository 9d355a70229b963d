import { act, screen } from '@testing-library/react'
import { ws } from 'msw'
import { expect, test, vi } from 'vitest'
import { ada, adasProfile, makeDecision, makeProject, makeQuestion } from '@/test/factories'
import { answer } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'

// In a file of its own: the tab's one socket outlives a test, and this one wants to be at its other end.
test('what the socket tells of is read at once', async () => {
  const project = makeProject({
    playbook: {
      key: 'premium_community',
      version: 1,
      title: 'Premium community',
      decisions: [makeQuestion(), makeQuestion({ category: 'pricing', question: 'What does it cost?' })],
    },
  })
  let say: ((frame: object) => void) | undefined
  server.use(
    answer('/api/v1/users/me', ada),
    answer('/api/v1/projects/active', project),
    answer('/api/v1/projects/profile', adasProfile),
    ws.link('ws://localhost:8000/ws/').addEventListener('connection', ({ client }) => {
      say = (frame) => client.send(JSON.stringify({ ...frame, topic: `project:${project.id}` }))
    }),
  )
  renderApp('/dashboard')
  await screen.findByRole('heading', { name: 'Where will your community live?' })
  server.use(answer('/api/v1/projects/active', { ...project, decisions: [makeDecision()] }))
  await vi.waitFor(() => expect(say).toBeDefined())
  act(() => say?.({ type: 'decision.recorded', decision: makeDecision() }))
  expect(await screen.findByRole('heading', { name: 'What does it cost?' })).toBeVisible()
})
