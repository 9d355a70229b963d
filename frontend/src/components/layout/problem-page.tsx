import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { buttonStyles } from '@/components/ui/button-styles'
import { usePageTitle } from '@/lib/a11y'
import { isApiError, sentenceFor } from '@/lib/api'
import { randomId } from '@/lib/ids'
import { Main, useInsideMain } from './main'
import { Wordmark } from './mark'
import { Reference } from './reference'

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
        <a href="/" aria-label="Atelier, front page" className="mb-6 justify-self-start no-underline">
          <Wordmark />
        </a>
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
      <a href="/" className={buttonStyles({ variant: 'primary' })}>
        Go to the front page
      </a>
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
  // The server's own words for its failures repeat the reference that stands below.
  const isOurFault = !isApiError(error) || error.status >= 500
  const again = () => {
    reset?.()
    void router.invalidate()
  }
  return (
    <Problem
      title="That did not work"
      actions={
        <>
          <button type="button" className={buttonStyles({ variant: 'primary' })} onClick={again}>
            Try again
          </button>
          <a href="/dashboard" className={buttonStyles()}>
            Go home
          </a>
        </>
      }
    >
      <p role="alert">
        {isOurFault ? 'Something went wrong on our side.' : sentenceFor(error)} Nothing you saved is lost.
      </p>
      <Reference error={error} otherwise={made} />
    </Problem>
  )
}
