import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { PageHeader } from '@/components/layout'
import { Button, Card, Spinner } from '@/components/ui'
import { buttonStyles } from '@/components/ui/button-styles'
import { activeProjectQuery, type CheckoutState, isApiError, sentenceFor } from '@/lib/api'
import { checkoutQuery, plansQuery } from '../api'
import { useRefresh } from '../deeds'
import { useLater } from './change-outcome'
import { Included } from './plan-offers'

/** Looked at again after so long, each time a little later. */
const LOOKS_MS = [1_000, 1_500, 2_000, 3_000, 5_000]
const LONGEST_LOOK_MS = 8_000
export const GIVE_UP_AFTER_MS = 60_000

const isWaiting = (state: CheckoutState | undefined) => state?.status === 'processing'

/** Back from the payment page: waits, then says what came of it. Never longer than a minute. */
export function ReturnPage({ sessionId, workspace }: { sessionId: string; workspace: string | undefined }) {
  return (
    <>
      <PageHeader title="Your payment" />
      <div className="mx-auto w-[min(560px,calc(100%-32px))] py-9 md:py-14">
        {sessionId ? (
          <Coming sessionId={sessionId} workspace={workspace} />
        ) : (
          <Ending
            title="Nothing to see here"
            text="This address names no payment. Your plan and your invoices are on the billing page."
          />
        )}
      </div>
    </>
  )
}

function Coming({ sessionId, workspace }: { sessionId: string; workspace: string | undefined }) {
  const hasGivenUp = useLater(GIVE_UP_AFTER_MS, sessionId)
  const refresh = useRefresh()
  const {
    data: state,
    error,
    refetch,
    isFetching,
  } = useQuery({
    ...checkoutQuery(workspace, sessionId),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      isWaiting(data) && !hasGivenUp ? (LOOKS_MS[dataUpdateCount - 1] ?? LONGEST_LOOK_MS) : false,
  })
  const isComplete = state?.status === 'complete'
  useEffect(() => {
    // The plan is another from here on, on whatever page comes next.
    if (isComplete) void refresh()
  }, [isComplete, refresh])

  if (error && !state) return <Lost error={error} onRetry={() => void refetch()} isPending={isFetching} />
  if (!state) return <Waiting />
  if (state.status === 'processing') {
    return hasGivenUp ? (
      <Slow message={state.message} onRetry={() => void refetch()} isPending={isFetching} />
    ) : (
      <Waiting message={state.message} />
    )
  }
  if (state.status === 'complete') return <Complete state={state} />
  return <Unpaid state={state} />
}

const Waiting = ({ message }: { message?: string }) => (
  <Card className="grid gap-4 p-8" role="status">
    <h2 className="flex items-center gap-3 text-[22px]">
      <Spinner className="size-5 text-ink-3" /> Waiting for the payment
    </h2>
    <p className="text-[15px] text-ink-2">{message ?? 'This takes a few seconds.'}</p>
    <p className="text-[13.5px] text-ink-3">You may leave this page; nothing is lost.</p>
  </Card>
)

interface EndingProps {
  title: string
  text: string
  children?: ReactNode
  actions?: ReactNode
}

const Ending = ({ title, text, children, actions }: EndingProps) => (
  <Card className="grid gap-4 p-8" role="status">
    <h2 className="text-[24px]">{title}</h2>
    <p className="text-[15px] text-ink-2">{text}</p>
    {children}
    <div className="mt-1 flex flex-wrap gap-2.5">
      {actions}
      <Link to="/settings/billing" className={buttonStyles({ variant: actions ? 'plain' : 'primary' })}>
        Plan and billing
      </Link>
    </div>
  </Card>
)

function Complete({ state }: { state: CheckoutState }) {
  const { data: prices } = useQuery(plansQuery)
  const { data: project } = useQuery(activeProjectQuery)
  const on = project
    ? { to: `/projects/${project.id}`, label: 'Go on with the launch' }
    : { to: '/dashboard', label: 'Go home' }
  return (
    <Ending
      title={state.plan ? `${state.plan.name} is yours` : 'Thank you'}
      text={state.plan ? 'The payment is through. This is now included:' : state.message}
      actions={
        <Link to={on.to} className={buttonStyles({ variant: 'primary' })}>
          {on.label}
        </Link>
      }
    >
      {state.plan && prices ? <Included prices={prices} planKey={state.plan.key} /> : null}
    </Ending>
  )
}

interface AgainProps {
  onRetry: () => void
  isPending: boolean
}

const LookAgain = ({ onRetry, isPending }: AgainProps) => (
  <Button variant="primary" pending={isPending} onClick={onRetry}>
    Look again
  </Button>
)

const Slow = ({ message, ...again }: AgainProps & { message: string }) => (
  <Ending
    title="Your bank takes its time"
    text={`${message} You need not wait here.`}
    actions={<LookAgain {...again} />}
  />
)

function Lost({ error, ...again }: AgainProps & { error: unknown }) {
  if (isApiError(error) && error.status === 404) {
    return (
      <Ending
        title="We do not know this payment"
        text="It may belong to another workspace of yours. Your plan and your invoices are on the billing page."
      />
    )
  }
  return (
    <Ending
      title="We could not look yet"
      text={`${sentenceFor(error)} What you paid is not lost: it counts as soon as we hear of it.`}
      actions={<LookAgain {...again} />}
    />
  )
}

const UNPAID = {
  open: {
    title: 'Nothing was paid',
    text: 'The payment page was left, or your bank did not confirm the payment. Nothing was charged.',
  },
  expired: { title: 'The payment page has expired', text: 'Nothing was charged. You can begin again.' },
}

function Unpaid({ state }: { state: CheckoutState }) {
  const { title, text } = state.status === 'expired' ? UNPAID.expired : UNPAID.open
  return (
    <Ending
      title={title}
      text={text}
      actions={
        state.plan ? (
          <Link
            to="/settings/billing"
            search={{ plan: state.plan.key }}
            className={buttonStyles({ variant: 'primary' })}
          >
            Try again with {state.plan.name}
          </Link>
        ) : null
      }
    />
  )
}
