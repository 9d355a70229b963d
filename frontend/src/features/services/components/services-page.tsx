import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Hammer } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { FormSkeleton, PageHeader } from '@/components/layout'
import { Button, Empty } from '@/components/ui'
import { packagesQuery } from '../api'
import type { Package } from '../types'
import { PackageCard } from './package-card'

const NewOrder = lazy(() => import('./new-order').then(({ NewOrder }) => ({ default: NewOrder })))

/** The services, or the form of the one that is chosen. */
export function ServicesPage({ chosen }: { chosen: string | undefined }) {
  const { data: packages } = useSuspenseQuery(packagesQuery)
  const offer = packages.find(({ key }) => key === chosen)
  return (
    <>
      <PageHeader
        title={offer ? 'Describe what you need' : 'Services'}
        withoutSandboxTag
        actions={
          <Button asChild size="s">
            <Link to="/services/orders">Your orders</Link>
          </Button>
        }
      />
      <div className="mx-auto grid w-[min(1080px,calc(100%-32px))] gap-6 py-8 md:py-10">
        {offer ? <Scoping offer={offer} /> : <Catalogue packages={packages} />}
      </div>
    </>
  )
}

const Scoping = ({ offer }: { offer: Package }) => (
  <>
    <Link
      to="/services"
      className="touch-target inline-flex items-center gap-1.5 justify-self-start text-[14.5px] text-ink-2 hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" />
      All services
    </Link>
    <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_360px]">
      <div className="lg:order-last">
        <PackageCard offer={offer} />
      </div>
      <Suspense fallback={<FormSkeleton />}>
        <NewOrder key={offer.key} offer={offer} />
      </Suspense>
    </div>
  </>
)

function Catalogue({ packages }: { packages: Package[] }) {
  if (packages.length === 0) {
    return (
      <Empty title="No services are offered here" icon={<Hammer />}>
        Whoever runs this installation has none on offer at the moment. Orders you have made stay under “Your
        orders”.
      </Empty>
    )
  }
  return (
    <>
      <p className="max-w-[62ch] text-[16px] text-ink-2">
        Work done for you at a fixed scope. Describe what you need; you get one price in writing, within the
        range below, and nothing is charged before you accept it.
      </p>
      <ul className="grid gap-4 lg:grid-cols-3">
        {packages.map((offer) => (
          <li key={offer.key} className="grid">
            <PackageCard
              offer={offer}
              action={
                <Button asChild>
                  <Link to="/services" search={{ package: offer.key }}>
                    Describe what you need<span className="sr-only">: {offer.name}</span>
                  </Link>
                </Button>
              }
            />
          </li>
        ))}
      </ul>
    </>
  )
}
