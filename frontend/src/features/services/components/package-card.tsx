import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui'
import type { Package } from '../types'

/** A service: between which prices, and what is delivered. */
export const PackageCard = ({ offer, action }: { offer: Package; action?: ReactNode }) => (
  <Card className="flex flex-col gap-3 p-6">
    <h2 className="text-[20px] text-balance">{offer.name}</h2>
    <p className="num display text-[23px]">{offer.price_display}</p>
    <p className="text-[15px] text-ink-2">{offer.summary}</p>
    <ul aria-label="What is delivered" className="grid text-[14.5px] text-ink-2">
      {offer.deliverables.map((line) => (
        <li key={line} className="flex gap-2.5 border-t border-hairline py-2.5">
          <Check aria-hidden strokeWidth={2} className="mt-[3px] size-4 shrink-0 text-verdigris" />
          <span>{line}</span>
        </li>
      ))}
    </ul>
    {action ? <div className="mt-auto pt-1">{action}</div> : null}
  </Card>
)
