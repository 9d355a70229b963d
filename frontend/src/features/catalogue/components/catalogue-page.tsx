import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { PageHeader } from '@/components/layout'
import { Skeleton, Tabs, TabsContent, TabsList, TabsTrigger, Tag } from '@/components/ui'
import { buttonStyles } from '@/components/ui/button-styles'
import { plural } from '@/lib/format'
import { catalogueQuery } from '../api'
import { ENVIRONMENTS, untold } from '../model'
import { type CatalogueSearch, type ChangeSearch, TABS, type Tab } from '../search'
import type { Catalogue } from '../types'
import { useOrdersLive } from '../use-orders-live'
import { Failed } from './failed'
import { PlansPart } from './plans-part'

export interface PartProps {
  catalogue: Catalogue
  open: string | undefined
  onOpen: (open?: string) => void
}

const PARTS: Record<Tab, ComponentType<PartProps>> = {
  plans: PlansPart,
  prices: lazy(() => import('./prices-part')),
  services: lazy(() => import('./services-part')),
  orders: lazy(() => import('./orders-part')),
  stripe: lazy(() => import('./stripe-part')),
}

const NAMES: Record<Tab, string> = {
  plans: 'Plans',
  prices: 'Prices',
  services: 'Services',
  orders: 'Orders',
  stripe: 'Stripe',
}

interface CataloguePageProps {
  search: CatalogueSearch
  onSearch: ChangeSearch
}

/** What is sold, looked after: plans, prices, services, the orders that wait, and Stripe kept alike. */
export function CataloguePage({ search, onSearch }: CataloguePageProps) {
  useOrdersLive()
  const { data: catalogue, error, refetch } = useQuery(catalogueQuery)
  const world = catalogue ? ENVIRONMENTS[catalogue.environment] : null
  return (
    <>
      <PageHeader
        title="Catalogue"
        withoutSandboxTag
        tags={
          world ? (
            <Tag tone={world.tone} title={world.about}>
              Stripe: {world.name}
            </Tag>
          ) : null
        }
      />
      <div className="mx-auto w-[min(1180px,calc(100%-32px))] py-4 md:py-6">
        {catalogue ? (
          <Parts catalogue={catalogue} search={search} onSearch={onSearch} />
        ) : error ? (
          <Failed error={error} onRetry={refetch} />
        ) : (
          <Blank />
        )}
      </div>
    </>
  )
}

function Parts({ catalogue, search, onSearch }: CataloguePageProps & { catalogue: Catalogue }) {
  const tab = search.tab ?? 'plans'
  const waiting = catalogue.orders_to_quote
  return (
    <Tabs value={tab} onValueChange={(value) => onSearch({ tab: value as Tab })}>
      <TabsList aria-label="Parts of the catalogue" className="overflow-x-auto overflow-y-hidden">
        {TABS.map((name) => (
          <TabsTrigger key={name} value={name} className="flex items-center gap-1.5 max-sm:px-2">
            {NAMES[name]}{' '}
            {name === 'orders' && waiting > 0 ? (
              <Tag tone="wait" className="num px-1.5">
                {waiting}
                <span className="sr-only"> to quote</span>
              </Tag>
            ) : null}
          </TabsTrigger>
        ))}
      </TabsList>
      {TABS.map((name) => {
        const Part = PARTS[name]
        return (
          <TabsContent
            key={name}
            value={name}
            className="grid grid-cols-[minmax(0,1fr)] gap-5 pt-5 outline-none"
          >
            {name === 'plans' || name === 'prices' ? <Untold catalogue={catalogue} /> : null}
            <Suspense fallback={<Skeleton className="h-72 rounded-card" />}>
              <Part
                catalogue={catalogue}
                open={search.open}
                onOpen={(open) => onSearch(open ? { tab, open } : { tab })}
              />
            </Suspense>
          </TabsContent>
        )
      })}
    </Tabs>
  )
}

/** What is changed here is sold only once Stripe knows of it. */
function Untold({ catalogue }: { catalogue: Catalogue }) {
  const count = untold(catalogue)
  if (count === 0) return null
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded bg-amber-soft px-3.5 py-2.5 text-[14.5px] text-amber">
      Stripe has not been told of {plural(count, 'change')}.
      <Link to="/catalogue" search={{ tab: 'stripe' }} className={buttonStyles({ size: 's' })}>
        See the differences
      </Link>
    </p>
  )
}

const Blank = () => (
  <div role="status" className="grid gap-5">
    <span className="sr-only">Loading</span>
    <Skeleton className="h-10" />
    <Skeleton className="h-96 rounded-card" />
  </div>
)
