import { useInfiniteQuery } from '@tanstack/react-query'
import { Banner, Button, Skeleton } from '@/components/ui'
import { type MetricRow, type PlatformTile, sentenceFor } from '@/lib/api'
import { dayInWords } from '@/lib/format'
import { rowsQuery } from '../api'
import { figureOf, inWords } from '../model'
import type { Look } from '../search'

interface RowListProps {
  look: Look
  tile: PlatformTile
  currency: string
}

/** Rows page by page, and below them the figure that all of them make. */
export function RowList({ look, tile, currency }: RowListProps) {
  const rows = useInfiniteQuery(rowsQuery(look, tile.metric))
  if (rows.error) {
    return (
      <Banner
        tone="error"
        action={
          <Button size="s" onClick={() => void rows.refetch()}>
            Try again
          </Button>
        }
      >
        {sentenceFor(rows.error)}
      </Banner>
    )
  }
  if (!rows.data) return <ListSkeleton />
  const found = rows.data.pages.flatMap(({ results }) => results)
  if (found.length === 0)
    return <p className="pb-6 text-[14.5px] text-ink-2">There are no rows on these days.</p>
  return (
    <>
      <ul className="border-t border-hairline">
        {found.map((row) => (
          <Row key={row.id} row={row} value={inWords(row.value, tile.unit, currency)} />
        ))}
      </ul>
      {rows.hasNextPage ? (
        <Button
          variant="quiet"
          className="w-full"
          pending={rows.isFetchingNextPage}
          onClick={() => void rows.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
      <p className="sticky bottom-0 flex justify-between gap-3 border-t-2 border-ink bg-sheet pt-3 pb-[max(18px,env(safe-area-inset-bottom))] font-[600]">
        <span>All rows together</span>
        <span>{figureOf(tile, currency)}</span>
      </p>
    </>
  )
}

/** Where a superuser works on the one it is about. */
function adminOf({ user_id, workspace_id }: MetricRow) {
  if (user_id) return `/admin/accounts/user/${user_id}/change/`
  return workspace_id ? `/admin/accounts/workspace/${workspace_id}/change/` : undefined
}

function Row({ row, value }: { row: MetricRow; value: string }) {
  const admin = adminOf(row)
  const about = [row.day ? dayInWords(row.day) : '', row.detail].filter(Boolean).join(' · ')
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 border-b border-hairline py-2.5 text-[14.5px] last:border-0">
      <span className="truncate">
        {admin ? (
          <a href={admin} className="prose-link">
            {row.label}
          </a>
        ) : (
          row.label
        )}
      </span>
      <span className="text-right font-[560]">{value}</span>
      <span className="col-span-2 text-[12.5px] text-ink-3">{about}</span>
    </li>
  )
}

const ListSkeleton = () => (
  <div role="status" className="grid gap-3 pb-6">
    <span className="sr-only">Loading the rows</span>
    <Skeleton className="h-11" />
    <Skeleton className="h-11" />
    <Skeleton className="h-11" />
  </div>
)
