import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { PageHeader } from '@/components/layout'
import { cn } from '@/components/ui'
import { activeProjectQuery, meQuery, profileQuery } from '@/lib/api'
import { projectsQuery, REFRESH_MS, usageQuery } from '../api'
import { useLiveHome } from '../use-live-home'
import { ActivityCard } from './activity-card'
import { LaunchCard } from './launch-card'
import { NextCard } from './next-card'
import { NumbersCard } from './numbers-card'
import { OtherLaunches } from './other-launches'
import { StaleNote } from './stale-note'
import { UsageCard } from './usage-card'

const LIVE = { refetchInterval: REFRESH_MS }

export function DashboardPage() {
  const { data: me } = useSuspenseQuery(meQuery)
  const profile = useSuspenseQuery({ ...profileQuery, ...LIVE })
  const active = useSuspenseQuery({ ...activeProjectQuery, ...LIVE })
  const usage = useQuery({ ...usageQuery, ...LIVE })
  const { data: projects } = useQuery(projectsQuery)
  const project = active.data

  return (
    <>
      {project ? <Live projectId={project.id} /> : null}
      <PageHeader title={me.name ? `Good to see you, ${me.name}` : 'Home'} />
      <div className="mx-auto grid w-[min(1060px,calc(100%-32px))] gap-5 py-6 md:py-9">
        <StaleNote query={active} />
        <NextCard profile={profile.data} project={project} />
        <div
          className={cn(
            'grid items-start gap-5',
            // Someone who has only just arrived has nothing to show at the side.
            profile.data && 'lg:grid-cols-[minmax(0,1.55fr)_minmax(0,1fr)]',
          )}
        >
          <div className="grid gap-5">
            {project ? <LaunchCard project={project} /> : null}
            <ActivityCard />
          </div>
          <div className="grid gap-5">
            {usage.data && project ? <UsageCard usage={usage.data} zone={me.time_zone} /> : null}
            {profile.data ? <NumbersCard profile={profile.data} /> : null}
            <OtherLaunches me={me} projects={projects ?? []} active={project} />
          </div>
        </div>
      </div>
    </>
  )
}

/** Nothing to see: listens while there is a launch to listen to. */
function Live({ projectId }: { projectId: string }) {
  useLiveHome(projectId)
  return null
}
