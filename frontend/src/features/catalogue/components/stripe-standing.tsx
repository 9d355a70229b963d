import { Tag } from '@/components/ui'
import { dayInWords } from '@/lib/format'
import { environmentName, standingOf } from '../model'
import type { StripeLink } from '../types'

const SAYS = {
  told: { tone: 'done', words: 'At Stripe' },
  untold: { tone: 'wait', words: 'Changed since the last sync' },
  absent: { tone: 'wait', words: 'Not at Stripe yet' },
} as const

/** Where it stands in the Stripe we speak with. */
export function StripeStanding({ links, environment }: { links: StripeLink[]; environment: string }) {
  const { tone, words } = SAYS[standingOf(links, environment)]
  return <Tag tone={tone}>{words}</Tag>
}

/** What it is called in every environment it was ever synced with. */
export const StripeNames = ({ links }: { links: StripeLink[] }) =>
  links.length > 0 ? (
    <ul className="grid gap-0.5 text-[13px] text-ink-3">
      {links.map(({ environment, stripe_id, synced_at }) => (
        <li key={environment} className="flex flex-wrap gap-x-2">
          <span>{environmentName(environment)}</span>
          <code className="[overflow-wrap:anywhere]">{stripe_id}</code>
          {synced_at ? <span className="num">{dayInWords(synced_at)}</span> : null}
        </li>
      ))}
    </ul>
  ) : null
