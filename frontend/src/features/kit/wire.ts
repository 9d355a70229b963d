import type { Kit } from './types'

interface Reply<Body> {
  200: { content: { 'application/json': Body }; headers: Record<string, string> }
}

interface Asked<Path> {
  path: Path
  query?: never
  header?: never
  cookie?: never
}

type Operation<Path, Body = undefined, Answer = Kit> = {
  parameters: Asked<Path>
  responses: Reply<Answer>
} & (Body extends undefined
  ? { requestBody?: never }
  : { requestBody: { content: { 'application/json': Body } } })

interface Project {
  project_id: string
}

/** What the schema does not describe yet: the partner's draft. */
export interface KitPaths {
  '/api/v1/projects/{project_id}/kit/draft': { post: Operation<Project>; delete: Operation<Project> }
}
