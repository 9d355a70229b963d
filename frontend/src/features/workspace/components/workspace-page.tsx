import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, Empty } from '@/components/ui'
import { usePageTitle } from '@/lib/a11y'
import { type ActiveProject, activeProjectQuery, sentenceFor } from '@/lib/api'
import { TalkContext, useTalkWith } from '../conversation'
import { useAnnouncer } from '../use-announcer'
import { Chat } from './chat'
import { ConnectionBanner } from './connection-banner'
import { Desk } from './desk'
import { Plan } from './plan'
import { type View, ViewTabs } from './view-tabs'
import { WorkspaceHeader } from './workspace-header'
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
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <WorkspaceHeader project={project} />
      <ConnectionBanner />
      <ViewTabs view={view} onChange={setView} project={project} />
      <div className="grid min-h-0 flex-1 xl:grid-cols-[300px_minmax(0,1fr)_336px]">
        <Plan project={project} className={shown('plan', view)} />
        <Chat project={project} className={shown('talk', view)} />
        <Desk project={project} className={shown('decisions', view)} />
      </div>
    </div>
  )
}

function NotThisLaunch({ active }: { active: ActiveProject | null }) {
  usePageTitle('No such launch')
  return (
    <div className="mx-auto w-full max-w-[640px] p-6 md:pt-20">
      <Empty
        heading="h1"
        title="This launch is not here"
        action={
          <Button asChild variant="primary">
            {active ? (
              <Link to="/projects/$id" params={{ id: active.id }}>
                Open {active.business.name}
              </Link>
            ) : (
              <Link to="/dashboard">Start a launch</Link>
            )}
          </Button>
        }
      >
        {active
          ? 'It may have ended, or it belongs to someone else. Your own launch is one step away.'
          : 'It may have ended, or it belongs to someone else. Starting one takes a minute.'}
      </Empty>
    </div>
  )
}

interface UnreachableProps {
  error: Error
  again: () => void
  pending: boolean
}

function Unreachable({ error, again, pending }: UnreachableProps) {
  usePageTitle('Launch')
  return (
    <div role="alert" className="mx-auto w-full max-w-[640px] p-6 md:pt-20">
      <Empty
        heading="h1"
        title="The launch could not be opened"
        action={
          <Button variant="primary" pending={pending} onClick={again}>
            Try again
          </Button>
        }
      >
        {sentenceFor(error)} Nothing of it is lost.
      </Empty>
    </div>
  )
}
