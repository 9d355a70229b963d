import type { Decision, DecisionInput, Message, MessagePair, Page, TaskChange } from './types'

type Json<Body> = { content: { 'application/json': Body }; headers: Record<string, string> }

type Params<Path, Query> = {
  query?: Query
  header?: never
  cookie?: never
} & (Path extends undefined ? { path?: never } : { path: Path })

type Operation<Reply, Body = undefined, Path = undefined, Query = never> = {
  parameters: Params<Path, Query>
  responses: { 200: Json<Reply> }
} & (Body extends undefined
  ? { requestBody?: never }
  : { requestBody: { content: { 'application/json': Body } } })

type Read<Reply, Path = undefined, Query = never> = Operation<Reply, undefined, Path, Query>

interface ById {
  id: string
}

/** Shorter parameter names than the schema's, kept while a screen still uses them. */
export interface ShortPaths {
  '/api/v1/projects/{id}/tasks/{task_id}/toggle': {
    post: Operation<TaskChange, { completed: boolean }, ById & { task_id: string }>
  }
  '/api/v1/projects/{id}/tasks/{task_id}/claim': {
    post: Operation<TaskChange, { accept: boolean }, ById & { task_id: string }>
  }
  '/api/v1/projects/{id}/decisions': {
    get: Read<Page<Decision>, ById>
    post: Operation<Decision, DecisionInput, ById>
  }
  '/api/v1/projects/{id}/decisions/{did}/reject': {
    post: Operation<{ decision: Decision; current: Decision | null }, undefined, ById & { did: string }>
  }
  '/api/v1/projects/{id}/messages': {
    get: Read<Page<Message>, ById, { before?: number }>
    post: Operation<MessagePair, { client_id: string; text: string }, ById>
  }
  '/api/v1/projects/{id}/messages/{mid}/stop': {
    post: Operation<{ message: Message }, undefined, ById & { mid: string }>
  }
  '/api/v1/projects/{id}/messages/{mid}/retry': {
    post: Operation<MessagePair, undefined, ById & { mid: string }>
  }
  '/api/v1/projects/{id}/messages/{mid}/edit': {
    post: Operation<
      MessagePair & { superseded: string[] },
      { client_id: string; text: string },
      ById & { mid: string }
    >
  }
}
