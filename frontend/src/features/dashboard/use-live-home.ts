import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { activeProjectQuery } from '@/lib/api'
import type { ServerFrame } from '@/lib/realtime/frames'
import { useTopic } from '@/lib/realtime/tab'
import { activityQuery, usageQuery } from './api'

/** Frames after which this page would show something else; the letters themselves are not on it. */
const TELLING = new Set<ServerFrame['type']>([
  'decision.recorded',
  'task.changed',
  'progress.changed',
  'message.completed',
  'message.failed',
])

const SETTLE_MS = 400

/** Reads the page anew when the launch's topic tells of a change; one decision brings many frames at once. */
export function useLiveHome(projectId: string) {
  const queryClient = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const refresh = () => {
    for (const { queryKey } of [activeProjectQuery, activityQuery, usageQuery]) {
      void queryClient.invalidateQueries({ queryKey })
    }
  }

  useTopic(`project:${projectId}`, {
    onFrame(frame) {
      if (!TELLING.has(frame.type)) return
      clearTimeout(timer.current)
      timer.current = setTimeout(refresh, SETTLE_MS)
    },
    onCut() {},
  })
}
