import { Tag } from '@/components/ui'
import type { SyncStep } from '../types'

type Kind = SyncStep['kind']

const SAYS: Record<Kind, string> = {
  create_product: 'Create at Stripe',
  update_product: 'Update at Stripe',
  pull_product: 'Take over from Stripe',
  create_price: 'Create price at Stripe',
  deactivate_price: 'Retire price at Stripe',
  pull_price: 'Retire price here',
  link: 'Link',
  conflict: 'Left alone',
}

const DONE: Record<Kind, string> = {
  create_product: 'Created at Stripe',
  update_product: 'Updated at Stripe',
  pull_product: 'Taken over from Stripe',
  create_price: 'Price created at Stripe',
  deactivate_price: 'Price retired at Stripe',
  pull_price: 'Price retired here',
  link: 'Linked',
  conflict: 'Left alone',
}

interface StepsListProps {
  label: string
  steps: readonly SyncStep[]
  done?: boolean
}

/** Each difference, and what is done about it. */
export const StepsList = ({ label, steps, done = false }: StepsListProps) => (
  <ul aria-label={label} className="divide-y divide-hairline rounded-card border border-hairline bg-sheet">
    {steps.map(({ kind, subject, detail, stripe_id }) => (
      <li key={`${kind} ${subject} ${stripe_id} ${detail}`} className="num grid gap-1 px-4 py-3">
        <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <span className="font-[530]">{subject}</span>
          <Tag tone={kind === 'conflict' ? 'wait' : done ? 'done' : 'plain'}>
            {(done ? DONE : SAYS)[kind]}
          </Tag>
        </span>
        {detail ? <span className="text-[14px] text-ink-2 [overflow-wrap:anywhere]">{detail}</span> : null}
        {kind === 'conflict' ? (
          <span className="text-[13.5px] text-amber">Make both alike by hand, here or at Stripe.</span>
        ) : null}
      </li>
    ))}
  </ul>
)
