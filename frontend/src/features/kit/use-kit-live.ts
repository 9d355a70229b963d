import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTopic } from '@/lib/realtime/tab'
import { refreshAll } from './api'
import { kitQuery } from './queries'

const RECOMPOSES = new Set(['decision.recorded', 'task.changed', 'messages.superseded'])

/** Keeps the page true while decisions, tasks or the kit itself change elsewhere. */
export function useKitLive(projectId: string) {
  const client = useQueryClient()
  const wasCut = useRef(false)
  useTopic(`project:${projectId}`, {
    onFrame(frame) {
      const caughtUp = frame.type === 'subscribed' && wasCut.current
      if (frame.type === 'subscribed') wasCut.current = false
      if (caughtUp || RECOMPOSES.has(frame.type)) void refreshAll(client, projectId)
      if (frame.type === 'kit.changed') {
        void client.invalidateQueries({ queryKey: kitQuery(projectId).queryKey })
      }
    },
    onCut() {
      wasCut.current = true
    },
  })
}
