import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { PageHeader } from '@/components/layout'
import { Banner, Button } from '@/components/ui'
import { type PlatformSummary, sentenceFor } from '@/lib/api'
import { summaryQuery } from '../api'
import { isUntouched, tileOf } from '../model'
import { type AnalyticsSearch, type ChangeSearch, lookOf } from '../search'
import { AnalyticsSkeleton } from './analytics-skeleton'
import { CohortsBlock } from './cohorts-block'
import { EventLog } from './event-log'
import { Figures } from './figures'
import { FunnelBlock } from './funnel-block'
import { LookBar } from './look-bar'
import { MoreFigures } from './more-figures'
import { MovementsBlock } from './movements-block'
import { OverTime } from './over-time'
import { PartLinks } from './part-links'
import { Standing } from './standing'
import { VisitsBlock } from './visits-block'
import { WorkspacesBlock } from './workspaces-block'

const RowsSheet = lazy(() => import('./rows-sheet'))

export interface AnalyticsPageProps {
  search: AnalyticsSearch
  onSearch: ChangeSearch
}

/** How the platform is doing, for whoever looks after it. Every figure opens to the rows it is made of. */
export function AnalyticsPage({ search, onSearch }: AnalyticsPageProps) {
  const { data: summary, error, refetch } = useQuery(summaryQuery(lookOf(search)))
  return (
    <>
      <PageHeader title="Analytics" withoutSandboxTag />
      <div className="mx-auto grid w-[min(1120px,calc(100%-32px))] grid-cols-[minmax(0,1fr)] gap-5 py-5 md:py-7">
        {error ? (
          <Banner
            tone="error"
            action={
              <Button size="s" onClick={() => void refetch()}>
                Try again
              </Button>
            }
          >
            {sentenceFor(error)}
          </Banner>
        ) : summary ? (
          <Blocks summary={summary} search={search} onSearch={onSearch} />
        ) : (
          <AnalyticsSkeleton />
        )}
        <EventLog />
      </div>
    </>
  )
}

interface BlocksProps extends AnalyticsPageProps {
  summary: PlatformSummary
}

function Blocks({ summary, search, onSearch }: BlocksProps) {
  const { since, until, world, currency } = summary
  // The very look that is drawn, also while another is on its way.
  const look = { since, until, world, currency }
  const open = (metric: string) => onSearch({ metric })
  const shown = tileOf(summary, search.metric)
  return (
    <>
      <LookBar summary={summary} search={search} onSearch={onSearch} />
      <Standing summary={summary} />
      <PartLinks />
      {isUntouched(summary) ? <Untouched /> : null}
      <Figures summary={summary} onOpen={open} />
      <OverTime summary={summary} chosen={search.chart} onChoose={(chart) => onSearch({ chart })} />
      <MovementsBlock summary={summary} look={look} onOpen={open} />
      <FunnelBlock summary={summary} look={look} onOpen={open} />
      <CohortsBlock summary={summary} look={look} />
      <WorkspacesBlock summary={summary} look={look} />
      <VisitsBlock summary={summary} look={look} />
      <MoreFigures summary={summary} look={look} onOpen={open} />
      {shown ? (
        <Suspense>
          <RowsSheet
            summary={summary}
            look={look}
            tile={shown}
            onOpen={open}
            onClose={() => onSearch({ metric: undefined })}
          />
        </Suspense>
      ) : null}
    </>
  )
}

const Untouched = () => (
  <Banner>
    Nothing has happened here on these days. Days are counted every quarter of an hour: a visit shows after
    the first look at a public page, people when they sign up, and money once someone subscribes. Events show
    below as they happen.
  </Banner>
)
