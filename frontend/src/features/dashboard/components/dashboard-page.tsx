import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PageHeader } from '@/components/layout'
import { Button, Empty } from '@/components/ui'
import { activeProjectQuery, meQuery, profileQuery } from '@/lib/api'
import { LaunchCard } from './launch-card'
import { NumbersCard } from './numbers-card'

export function DashboardPage() {
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: profile } = useSuspenseQuery(profileQuery)
  const { data: project } = useSuspenseQuery(activeProjectQuery)
  return (
    <>
      <PageHeader title={me.name ? `Good to see you, ${me.name}` : 'Home'} />
      <div className="mx-auto grid w-[min(920px,calc(100%-32px))] gap-5 py-8 md:py-10">
        {project ? <LaunchCard project={project} /> : profile ? <StartFirst /> : <SetUpFirst />}
        {profile ? <NumbersCard profile={profile} /> : null}
      </div>
    </>
  )
}

const SetUpFirst = () => (
  <Empty
    title="First, who are your people?"
    action={
      <Button asChild variant="primary" size="l">
        <Link to="/onboarding/profile">Say who you are</Link>
      </Button>
    }
  >
    Four short answers: where people follow you, how many, how lively they are, and what you make. Price and
    plan are worked out from them.
  </Empty>
)

const StartFirst = () => (
  <Empty
    title="Your numbers are in. Open something."
    action={
      <Button asChild variant="primary" size="l">
        <Link to="/onboarding/start">Start the launch</Link>
      </Button>
    }
  >
    About thirty minutes of talk with your partner settle the five decisions of a premium community. You can
    stop and come back at any time.
  </Empty>
)
