/** The socket's JSON frames, as the wire has them. */

import type { Decision, Message, MessageError, Progress, Task } from '@/lib/api/types'

export type { Message, MessageError }

export interface Delta {
  message_id: string
  offset: number
  text: string
}

export type ServerFrame =
  | { type: 'subscribed'; topic: string; snapshot: { streaming: Message | null } }
  | { type: 'message.created'; topic: string; message: Message }
  | ({ type: 'message.delta'; topic: string } & Delta)
  | { type: 'message.completed'; topic: string; message: Message }
  | ({ type: 'message.failed'; topic: string; message: Message } & MessageError)
  | { type: 'messages.superseded'; topic: string; message_ids: string[] }
  | { type: 'decision.recorded'; topic: string; decision: Decision }
  | { type: 'task.changed'; topic: string; task: Task }
  | { type: 'progress.changed'; topic: string; progress: Progress }
  | { type: 'entitlements.changed'; topic: string }
  | { type: 'kit.changed'; topic: string; version: number }
  | { type: 'events.recorded'; topic: string }
  | {
      type: 'error'
      topic?: string
      code: string
      detail: string
      ref: string | null
      resets_at?: string | null
      limit?: number | null
      [extra: string]: unknown
    }
  | { type: 'pong' }

export type ClientFrame =
  | { type: 'subscribe' | 'unsubscribe'; topic: string }
  | { type: 'message.send'; topic: string; client_id: string; text: string }
  | { type: 'message.stop'; topic: string; message_id: string }
  | { type: 'ping' }

type Shape = Readonly<Record<string, 'string' | 'number' | 'object' | 'array'>>

const MESSAGE: Shape = { message: 'object' }
const SHAPES: Readonly<Record<ServerFrame['type'], Shape>> = {
  subscribed: { topic: 'string', snapshot: 'object' },
  'message.created': MESSAGE,
  'message.delta': { message_id: 'string', offset: 'number', text: 'string' },
  'message.completed': MESSAGE,
  'message.failed': MESSAGE,
  'messages.superseded': { message_ids: 'array' },
  'decision.recorded': { decision: 'object' },
  'task.changed': { task: 'object' },
  'progress.changed': { progress: 'object' },
  'entitlements.changed': {},
  'kit.changed': { version: 'number' },
  'events.recorded': {},
  error: { code: 'string' },
  pong: {},
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fits(value: unknown, kind: Shape[string]): boolean {
  if (kind === 'array') return Array.isArray(value)
  if (kind === 'object') return isRecord(value)
  return typeof value === kind
}

function isServerFrame(value: unknown): value is ServerFrame {
  if (!isRecord(value) || typeof value.type !== 'string') return false
  if (!Object.hasOwn(SHAPES, value.type)) return false
  const shape = SHAPES[value.type as ServerFrame['type']]
  return Object.entries(shape).every(([key, kind]) => fits(value[key], kind))
}

/** A frame this client understands, or null: unknown and malformed frames are passed over, never thrown. */
export function parseFrame(data: unknown): ServerFrame | null {
  if (typeof data !== 'string') return null
  try {
    const value: unknown = JSON.parse(data)
    return isServerFrame(value) ? value : null
  } catch {
    return null
  }
}
