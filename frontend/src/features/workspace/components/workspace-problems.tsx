import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Reference } from '@/components/layout'
import { Button, Empty } from '@/components/ui'
import { usePageTitle } from '@/lib/a11y'
import { type ActiveProject, isApiError, sentenceFor } from '@/lib/api'

interface ProblemProps {
  title: string
  action: ReactNode
  children: ReactNode
}

const Problem = ({ title, action, children }: ProblemProps) => (
  <div role="alert" className="mx-auto w-full max-w-[640px] p-6 md:pt-20">
    <Empty heading="h1" title={title} action={action}>
      {children}
    </Empty>
  </div>
)

/** The address names a launch that is not the one under way. */
export function NotThisLaunch({ active }: { active: ActiveProject | null }) {
  usePageTitle('No such launch')
  return (
    <Problem
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
    </Problem>
  )
}

interface UnreachableProps {
  error: Error
  again: () => void
  pending: boolean
}

export function Unreachable(props: UnreachableProps) {
  usePageTitle('Launch')
  const { error } = props
  return isApiError(error) && error.status === 403 ? <NoAccess error={error} /> : <NotLoaded {...props} />
}

const NoAccess = ({ error }: { error: Error }) => (
  <Problem
    title="This launch is not open to you"
    action={
      <Button asChild variant="primary">
        <Link to="/dashboard">Go home</Link>
      </Button>
    }
  >
    {sentenceFor(error)} An owner of the workspace can let you in.
  </Problem>
)

const NotLoaded = ({ error, again, pending }: UnreachableProps) => (
  <Problem
    title="The launch could not be opened"
    action={
      <Button variant="primary" pending={pending} onClick={again}>
        Try again
      </Button>
    }
  >
    <p>
      {isOurFault(error) ? 'Something went wrong on our side.' : sentenceFor(error)} Nothing of it is lost.
    </p>
    <Reference error={error} />
  </Problem>
)

const isOurFault = (error: Error) => isApiError(error) && error.status >= 500
