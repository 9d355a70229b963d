import { Hammer } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Button, Card, Empty, Tag } from '@/components/ui'
import { plural } from '@/lib/format'
import type { CataloguePackage } from '../types'
import type { PartProps } from './catalogue-page'

const PackageSheet = lazy(() => import('./package-sheet'))

/** Work at a fixed scope: what is offered, and what is asked before a price is named. */
export default function ServicesPart({ catalogue: { packages }, open, onOpen }: PartProps) {
  const chosen = packages.find(({ key }) => key === open)
  if (packages.length === 0) {
    return (
      <Empty title="No service packages" icon={<Hammer />}>
        Those that ship are loaded with <code>manage.py load_plans</code>.
      </Empty>
    )
  }
  return (
    <>
      <ul className="grid gap-4 lg:grid-cols-3">
        {packages.map((row) => (
          <li key={row.key} className="grid">
            <Package row={row} onEdit={() => onOpen(row.key)} />
          </li>
        ))}
      </ul>
      {chosen ? (
        <Suspense>
          <PackageSheet key={chosen.key} row={chosen} onClose={() => onOpen()} />
        </Suspense>
      ) : null}
    </>
  )
}

const Package = ({ row, onEdit }: { row: CataloguePackage; onEdit: () => void }) => (
  <Card className="flex flex-col gap-2.5 p-5">
    <h2 className="text-[19px] text-balance">{row.name}</h2>
    <p className="num display text-[21px]">{row.price_display}</p>
    <p className="text-[14.5px] text-ink-2">{row.summary}</p>
    <p className="flex flex-wrap gap-2">
      <Tag tone={row.is_public ? 'done' : 'plain'}>{row.is_public ? 'On offer' : 'Not on offer'}</Tag>
      <Tag>{plural(row.form.length, 'question')}</Tag>
      {row.open_orders > 0 ? <Tag>{plural(row.open_orders, 'open order')}</Tag> : null}
    </p>
    <div className="mt-auto pt-2">
      <Button size="s" onClick={onEdit}>
        Edit<span className="sr-only"> {row.name}</span>
      </Button>
    </div>
  </Card>
)
