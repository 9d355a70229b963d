import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { activeProjectQuery, meQuery, profileQuery } from '@/lib/api'
import { loadAnswers } from './answers'
import { firstMissing, isStep, type Step } from './steps'

export { isStep }

/** For the loaders: who has a launch under way is led to it, everybody else to the first question still open. */
export async function entryStep(queryClient: QueryClient, wanted: string = 'review'): Promise<Step> {
  const [me, profile, project] = await Promise.all([
    queryClient.ensureQueryData(meQuery),
    queryClient.ensureQueryData(profileQuery),
    queryClient.ensureQueryData(activeProjectQuery),
  ])
  if (project) throw redirect({ to: '/projects/$id', params: { id: project.id }, replace: true })
  const step = isStep(wanted) ? wanted : 'review'
  return firstMissing(loadAnswers(me.id, profile), step) ?? step
}
