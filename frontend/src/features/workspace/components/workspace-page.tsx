import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConnectionBanner } from '@/components/layout'
import { type ActiveProject, activeProjectQuery } from '@/lib/api'
import { TalkContext, useTalkWith } from '../conversation'
import { useAnnouncer } from '../use-announcer'
import { useWorkspaceCommands } from '../use-workspace-commands'
import { Chat } from './chat'
import { Desk } from './desk'
import { Plan } from './plan'
import { type View, ViewTabs } from './view-tabs'
import { WorkspaceHeader } from './workspace-header'
import { NotThisLaunch, Unreachable } from './workspace-problems'
import { WorkspaceSkeleton } from './workspace-skeleton'

/** The launch: the plan at the left, the talk in the middle, the decisions at the right. */
export function WorkspacePage({ projectId }: { projectId: string }) {
  const {
    data: project,
    error,
    refetch,
    isFetching,
  } = useQuery({ ...activeProjectQuery, refetchOnMount: 'always' })
  const talk = useTalkWith(projectId, project)
  if (project?.id === projectId) {
    return (
      <TalkContext value={talk}>
        <Workspace project={project} />
      </TalkContext>
    )
  }
  if (project !== undefined) return <NotThisLaunch active={project} />
  if (error) return <Unreachable error={error} again={() => void refetch()} pending={isFetching} />
  return <WorkspaceSkeleton />
}

const shown = (view: View, current: View) => (view === current ? '' : 'max-xl:hidden')

function Workspace({ project }: { project: ActiveProject }) {
  const [view, setView] = useState<View>('talk')
  useAnnouncer()
  useWorkspaceCommands(project, setView)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <WorkspaceHeader project={project} />
      <ConnectionBanner offline="You are offline. What you write goes out later." />
      <ViewTabs view={view} onChange={setView} project={project} />
      <div className="grid min-h-0 flex-1 xl:grid-cols-[300px_minmax(0,1fr)_336px]">
        <Plan project={project} className={shown('plan', view)} />
        <Chat project={project} className={shown('talk', view)} />
        <Desk project={project} className={shown('decisions', view)} />
      </div>
    </div>
  )
}
