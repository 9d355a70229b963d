import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { FormSkeleton, PageHeader } from '@/components/layout'
import { Button, Card, Skeleton, Tag } from '@/components/ui'
import { fromWire } from '../answers'
import { orderQuery, packagesQuery, REFRESH_MS, useRequestOrder } from '../api'
import { nextStep, toneOf } from '../model'
import type { Order, Question } from '../types'
import { QuoteCard } from './quote-card'
import { SandboxPayments } from './sandbox-payments'
import { Timeline } from './timeline'

const CancelOrder = lazy(() => import('./cancel-order').then(({ CancelOrder }) => ({ default: CancelOrder })))
const ScopingForm = lazy(() => import('./scoping-form').then(({ ScopingForm }) => ({ default: ScopingForm })))

/** One order: how it stands, what it costs, what was asked for, and all that has happened. */
export function OrderPage({ id }: { id: string }) {
  const { data: order } = useSuspenseQuery({ ...orderQuery(id), refetchInterval: REFRESH_MS })
  return (
    <>
      <PageHeader
        title={`Order ${order.number}`}
        withoutSandboxTag
        actions={
          <Button asChild size="s">
            <Link to="/services/orders">Your orders</Link>
          </Button>
        }
      />
      <div className="mx-auto grid w-[min(1000px,calc(100%-32px))] gap-8 py-8 md:py-10">
        <Standing order={order} />
        <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_340px]">
          <div className="grid gap-6 lg:order-last">
            {order.quote ? <QuoteCard order={order} quote={order.quote} /> : null}
            {order.can.includes('cancel') ? (
              <div>
                <Suspense fallback={<Skeleton className="h-10 w-44" />}>
                  <CancelOrder order={order} />
                </Suspense>
              </div>
            ) : null}
          </div>
          <div className="grid gap-8">
            <Card>
              <section aria-labelledby="history-title" className="grid gap-5">
                <h2 id="history-title" className="text-[19px]">
                  How it goes
                </h2>
                <Timeline order={order} />
              </section>
            </Card>
            <Asked order={order} />
          </div>
        </div>
      </div>
    </>
  )
}

const Standing = ({ order }: { order: Order }) => (
  <div className="grid justify-items-start gap-2" role="status">
    <span className="flex flex-wrap gap-2">
      <Tag tone={toneOf(order.state)}>{order.state_display}</Tag>
      {order.sandbox ? <SandboxPayments /> : null}
    </span>
    <p className="display text-[24px] leading-tight">{order.package.name}</p>
    <p className="max-w-[60ch] text-[16px] text-ink-2">{nextStep(order)}</p>
  </div>
)

/** The answers as they were sent, or the form of a draft. */
function Asked({ order }: { order: Order }) {
  const { data: packages = [] } = useQuery(packagesQuery)
  const questions = packages.find(({ key }) => key === order.package.key)?.form ?? []
  return (
    <section aria-labelledby="asked-title" className="grid gap-4">
      <h2 id="asked-title" className="text-[19px]">
        What you asked for
      </h2>
      {order.can.includes('request') && questions.length > 0 ? (
        <Suspense fallback={<FormSkeleton />}>
          <DraftForm order={order} questions={questions} />
        </Suspense>
      ) : (
        <AnswerList order={order} questions={questions} />
      )}
    </section>
  )
}

function DraftForm({ order, questions }: { order: Order; questions: Question[] }) {
  const request = useRequestOrder(order.id)
  return (
    <ScopingForm
      questions={questions}
      given={fromWire(questions, order.answers)}
      onSend={(answers) => request.mutateAsync(answers)}
    />
  )
}

function AnswerList({ order, questions }: { order: Order; questions: Question[] }) {
  const label = (name: string) => questions.find((question) => question.name === name)?.label ?? name
  return (
    <dl className="grid gap-4">
      {Object.entries(order.answers).map(([name, answer]) => (
        <div key={name}>
          <dt className="text-[13.5px] text-ink-3">{label(name)}</dt>
          <dd className="mt-0.5 whitespace-pre-line [overflow-wrap:anywhere]">{String(answer)}</dd>
        </div>
      ))}
    </dl>
  )
}
