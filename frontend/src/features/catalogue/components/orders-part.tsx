import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button, NativeSelect, Skeleton, Tag } from '@/components/ui'
import { relativeDay } from '@/lib/format'
import { deskOrdersQuery, type Filed } from '../api'
import { environmentName } from '../model'
import type { DeskOrder } from '../types'
import type { PartProps } from './catalogue-page'
import { Failed } from './failed'

const OrderSheet = lazy(() => import('./order-sheet'))

type Others = Exclude<Filed, 'requested'>

/** The order that is open, as it is known last: from the lists, or as a deed answered it. */
function useShown(open: string | undefined, filed: Others, answered: DeskOrder | null) {
  const waiting = useInfiniteQuery(deskOrdersQuery('requested'))
  const others = useInfiniteQuery(deskOrdersQuery(filed))
  const listed = [waiting, others].flatMap(({ data }) => data?.pages.flatMap(({ results }) => results) ?? [])
  const known = [...listed, ...(answered ? [answered] : [])].filter(({ id }) => id === open)
  return known.reduce<DeskOrder | undefined>(
    (newest, one) => (newest && newest.updated_at >= one.updated_at ? newest : one),
    undefined,
  )
}

/** What waits for a quote comes first, who waits longest before the others. */
export default function OrdersPart({ open, onOpen }: PartProps) {
  const [filed, setFiled] = useState<Others>('under-way')
  const [answered, setAnswered] = useState<DeskOrder | null>(null)
  const shown = useShown(open, filed, answered)
  const show = (order: DeskOrder) => onOpen(order.id)
  return (
    <>
      <section aria-labelledby="waiting-title" className="grid gap-3">
        <h2 id="waiting-title" className="text-[20px]">
          Waiting for a quote
        </h2>
        <Orders
          filed="requested"
          empty="Nothing waits. A request that comes in shows here at once."
          onShow={show}
        />
      </section>
      <section aria-labelledby="others-title" className="mt-3 grid gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="others-title" className="text-[20px]">
            Everything else
          </h2>
          <NativeSelect
            aria-label="Which orders"
            className="w-auto"
            value={filed}
            onChange={({ target }) => setFiled(target.value === 'ended' ? 'ended' : 'under-way')}
          >
            <option value="under-way">Under way</option>
            <option value="ended">Ended</option>
          </NativeSelect>
        </div>
        <Orders
          key={filed}
          filed={filed}
          empty={filed === 'ended' ? 'No order has ended yet.' : 'No order is under way.'}
          onShow={show}
        />
      </section>
      {shown ? (
        <Suspense>
          <OrderSheet key={shown.id} order={shown} onChanged={setAnswered} onClose={() => onOpen()} />
        </Suspense>
      ) : null}
    </>
  )
}

interface OrdersProps {
  filed: Filed
  empty: string
  onShow: (order: DeskOrder) => void
}

function Orders({ filed, empty, onShow }: OrdersProps) {
  const orders = useInfiniteQuery(deskOrdersQuery(filed))
  const rows = orders.data?.pages.flatMap(({ results }) => results)
  if (!rows) {
    return orders.error ? (
      <Failed error={orders.error} onRetry={orders.refetch} />
    ) : (
      <Skeleton className="h-24 rounded-card" />
    )
  }
  if (rows.length === 0) {
    return (
      <p className="rounded-card border border-dashed border-hairline-strong px-4 py-3.5 text-[14.5px] text-ink-2">
        {empty}
      </p>
    )
  }
  return (
    <>
      <ul className="overflow-hidden rounded-card border border-hairline bg-sheet">
        {rows.map((order) => (
          <li key={order.id} className="border-hairline not-first:border-t">
            <OrderRow order={order} onShow={() => onShow(order)} />
          </li>
        ))}
      </ul>
      {orders.error ? <Failed error={orders.error} onRetry={orders.fetchNextPage} /> : null}
      {orders.hasNextPage ? (
        <Button
          size="s"
          className="justify-self-start"
          pending={orders.isFetchingNextPage}
          onClick={() => void orders.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </>
  )
}

const WAITS = new Set(['requested', 'paid'])

const OrderRow = ({ order, onShow }: { order: DeskOrder; onShow: () => void }) => (
  <button
    type="button"
    onClick={onShow}
    className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-3.5 text-left hover:bg-sunk sm:px-5"
  >
    <span className="font-[560]">{order.package.name}</span>
    <span className="num text-right font-[560]">
      {order.quote?.display ?? <span className="font-normal text-ink-3">{order.price_range.display}</span>}
    </span>
    <span className="num text-[13.5px] text-ink-3">
      {order.number} · {order.workspace.name} · {relativeDay(order.created_at)}
    </span>
    <span className="flex flex-wrap justify-end gap-2">
      {order.sandbox ? <Tag tone="wait">{environmentName(order.environment)}</Tag> : null}
      <Tag tone={WAITS.has(order.state) ? 'wait' : 'plain'}>{order.state_display}</Tag>
    </span>
  </button>
)
