import { Check } from 'lucide-react'
import { cn } from '@/components/ui'
import { moment, stillToCome } from '../model'
import type { Order, OrderMove } from '../types'

/** What has happened and when, then what is still to come. */
export const Timeline = ({ order }: { order: Order }) => (
  <ol className="grid">
    {order.history.map((move, index) => (
      <Done key={`${move.to_state} ${move.at}`} move={move} isCurrent={index === order.history.length - 1} />
    ))}
    {stillToCome(order).map((label) => (
      <Step key={label} mark={<span className="size-2 rounded-full bg-hairline-strong" />}>
        <p className="text-ink-3">
          <span className="sr-only">Still to come: </span>
          {label}
        </p>
      </Step>
    ))}
  </ol>
)

const Done = ({ move, isCurrent }: { move: OrderMove; isCurrent: boolean }) => (
  <Step
    isCurrent={isCurrent}
    mark={
      isCurrent ? (
        <span className="size-2.5 rounded-full bg-vermilion" />
      ) : (
        <Check aria-hidden strokeWidth={2.4} className="size-3.5 text-verdigris" />
      )
    }
  >
    <p className={cn('flex flex-wrap items-baseline justify-between gap-x-4', isCurrent && 'font-[560]')}>
      {move.display}
      <time dateTime={move.at} className="num text-[13.5px] font-normal text-ink-3">
        {moment(move.at)}
      </time>
    </p>
    {move.note ? <p className="mt-1 text-[14.5px] text-ink-2">{move.note}</p> : null}
  </Step>
)

interface StepProps {
  mark: React.ReactNode
  isCurrent?: boolean
  children: React.ReactNode
}

/** A line runs down from each mark to the next. */
const Step = ({ mark, isCurrent, children }: StepProps) => (
  <li
    aria-current={isCurrent ? 'step' : undefined}
    className="relative grid grid-cols-[24px_minmax(0,1fr)] gap-x-3 pb-5 last:pb-0 not-last:before:absolute not-last:before:top-6 not-last:before:bottom-0 not-last:before:left-[11.5px] not-last:before:w-px not-last:before:bg-hairline-strong"
  >
    <span aria-hidden className="grid size-6 place-items-center">
      {mark}
    </span>
    <div className="min-w-0">{children}</div>
  </li>
)
