import { Link, useRouter } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { usePageTitle } from '@/lib/a11y'
import { isApiError, sentenceFor } from '@/lib/api'
import { randomId } from '@/lib/ids'
import { Main, useInsideMain } from './main'
import { Wordmark } from './mark'

interface ProblemProps {
  title: string
  children: ReactNode
  actions: ReactNode
}

function Problem({ title, children, actions }: ProblemProps) {
  usePageTitle(title)
  const inside = useInsideMain()
  const Frame = inside ? 'div' : Main
  return (
    <Frame className="mx-auto grid min-h-[70dvh] w-[min(560px,calc(100%-48px))] content-center gap-4 py-12">
      {inside ? null : (
        <Link to="/" aria-label="Atelier, front page" className="mb-6 justify-self-start no-underline">
          <Wordmark />
        </Link>
      )}
      <h1 data-page-heading tabIndex={-1} className="text-[34px]">
        {title}
      </h1>
      <div className="grid gap-3 text-[16.5px] text-ink-2">{children}</div>
      <div className="mt-3 flex flex-wrap gap-2.5">{actions}</div>
    </Frame>
  )
}

export const NotFoundPage = () => (
  <Problem
    title="This page is not in the workshop"
    actions={
      <Button asChild variant="primary">
        <Link to="/">Go to the front page</Link>
      </Button>
    }
  >
    <p>The address may be mistyped, or what was here has been moved or is not yours to see.</p>
  </Problem>
)

const makeReference = () => randomId().slice(0, 8)

/** The last resort of every route: says what happened, offers another try, and names the failure. */
export function ErrorPage({ error, reset }: { error: unknown; reset?: () => void }) {
  const router = useRouter()
  const [made] = useState(makeReference)
  const reference = (isApiError(error) && error.reference) || made
  const again = () => {
    reset?.()
    void router.invalidate()
  }
  return (
    <Problem
      title="That did not work"
      actions={
        <>
          <Button variant="primary" onClick={again}>
            Try again
          </Button>
          <Button asChild>
            <a href="/dashboard">Go home</a>
          </Button>
        </>
      }
    >
      <p role="alert">{sentenceFor(error)}</p>
      <p className="text-[14px] text-ink-3">
        Nothing you saved is lost. If it happens again, tell us this reference:{' '}
        <code className="num rounded-[5px] bg-sunk px-1.5 py-0.5 text-ink-2">{reference}</code>
      </p>
    </Problem>
  )
}
