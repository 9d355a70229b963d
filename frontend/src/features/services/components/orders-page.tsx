import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Hammer } from 'lucide-react'
import { PageHeader } from '@/components/layout'
import { Banner, Button, Empty, Skeleton, Tag } from '@/components/ui'
import { sentenceFor } from '@/lib/api'
import { dayInWords } from '@/lib/format'
import { ordersQuery } from '../api'
import { toneOf } from '../model'
import type { Order } from '../types'
import { SandboxPayments } from './sandbox-payments'

/** Every order of the workspace, newest first. */
export function OrdersPage() {
  const orders = useInfiniteQuery(ordersQuery)
  const rows = orders.data?.pages.flatMap(({ results }) => results)
  return (
    <>
      <PageHeader
        title="Your orders"
        actions={
          <Button asChild size="s">
            <Link to="/services">All services</Link>
          </Button>
        }
      />
      <div className="mx-auto grid w-[min(820px,calc(100%-32px))] gap-5 py-8 md:py-10">
        {rows ? (
          <List rows={rows} />
        ) : orders.isError ? (
          <Banner
            tone="error"
            action={
              <Button size="s" onClick={() => orders.refetch()}>
                Try again
              </Button>
            }
          >
            {sentenceFor(orders.error)}
          </Banner>
        ) : (
          <div role="status">
            <span className="sr-only">Loading</span>
            <Skeleton className="h-44 rounded-card" />
          </div>
        )}
        {orders.hasNextPage ? (
          <div>
            <Button size="s" pending={orders.isFetchingNextPage} onClick={() => orders.fetchNextPage()}>
              Show more
            </Button>
          </div>
        ) : null}
      </div>
    </>
  )
}

const List = ({ rows }: { rows: Order[] }) =>
  rows.length > 0 ? (
    <ul className="overflow-hidden rounded-card border border-hairline bg-sheet">
      {rows.map((order) => (
        <Row key={order.id} order={order} />
      ))}
    </ul>
  ) : (
    <Empty
      title="No orders yet"
      icon={<Hammer />}
      action={
        <Button asChild variant="primary">
          <Link to="/services">Look at the services</Link>
        </Button>
      }
    >
      Choose a service and describe what you need. You get one price in writing, and every step after it is
      written down here.
    </Empty>
  )

const Row = ({ order }: { order: Order }) => (
  <li className="border-hairline not-first:border-t">
    <Link
      to="/services/orders/$id"
      params={{ id: order.id }}
      className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-5 py-4 hover:bg-sunk"
    >
      <span className="font-[560]">{order.package.name}</span>
      <span className="num text-right font-[560]">{order.quote?.display ?? ''}</span>
      <span className="num col-span-2 text-[13.5px] text-ink-3 sm:col-span-1">
        {order.number} · {dayInWords(order.created_at)}
      </span>
      <span className="col-span-2 flex flex-wrap gap-2 sm:col-span-1 sm:justify-end">
        {order.sandbox ? <SandboxPayments /> : null}
        <Tag tone={toneOf(order.state)}>{order.state_display}</Tag>
      </span>
    </Link>
  </li>
)
