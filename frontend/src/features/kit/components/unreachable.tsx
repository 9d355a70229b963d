import { Link } from '@tanstack/react-router'
import { Button, Empty } from '@/components/ui'
import { usePageTitle } from '@/lib/a11y'
import { isApiError } from '@/lib/api'

/** Nothing could be read. What is not here is said here; a failure is told, with its reference, by the router's page. */
export function Unreachable({ error }: { error: Error }) {
  if (isApiError(error) && (error.status === 404 || error.status === 403)) return <NotHere />
  throw error
}

function NotHere() {
  usePageTitle('No such launch')
  return (
    <div className="mx-auto w-full max-w-[640px] p-6 md:pt-20">
      <Empty
        heading="h1"
        title="This launch is not here"
        action={
          <Button asChild variant="primary">
            <Link to="/dashboard">Go home</Link>
          </Button>
        }
      >
        It may have been removed, or it belongs to someone else. Your own launch is one step away.
      </Empty>
    </div>
  )
}
