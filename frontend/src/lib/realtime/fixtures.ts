import type { Message } from '@/lib/api/types'
import type { ServerFrame } from './frames'
import { type Conversation, EMPTY, reduce } from './reducer'

/** Rows and frames for tests, each complete and each field open to change. */

export const TOPIC = 'project:p1'

export function question(changes: Partial<Message> = {}): Message {
  return {
    id: 'u1',
    position: 2,
    client_id: 'c1',
    reply_to: null,
    role: 'user',
    status: 'complete',
    text: 'Discord works.',
    error: null,
    created_at: '2026-11-20T10:00:00Z',
    model: null,
    usage: null,
    cost: null,
    detected: null,
    sandbox: false,
    ...changes,
  }
}

export function answer(changes: Partial<Message> = {}): Message {
  return question({
    id: 'a1',
    position: 3,
    client_id: null,
    reply_to: 'u1',
    role: 'assistant',
    status: 'streaming',
    text: '',
    ...changes,
  })
}

export const delta = (offset: number, text: string, message_id = 'a1'): ServerFrame => ({
  type: 'message.delta',
  topic: TOPIC,
  message_id,
  offset,
  text,
})

export const created = (message: Message): ServerFrame => ({ type: 'message.created', topic: TOPIC, message })

export const completed = (message: Message): ServerFrame => ({
  type: 'message.completed',
  topic: TOPIC,
  message,
})

export const snapshot = (streaming: Message | null): ServerFrame => ({
  type: 'subscribed',
  topic: TOPIC,
  snapshot: { streaming },
})

export function play(frames: readonly ServerFrame[], from: Conversation = EMPTY): Conversation {
  return frames.reduce((state, frame) => reduce(state, { type: 'frame', frame }), from)
}
